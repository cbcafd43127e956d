# fish completion for kafka-consumer-perf-test; made by kpp-docs from the tool's own option table.

function __kpp_ask --argument-names tool
    set -l words (commandline --tokenize --cut-at-cursor)
    set -l arguments --list
    for i in (seq 2 (count $words))
        switch $words[$i]
            case --bootstrap-server --broker-list
                test $i -lt (count $words); and set -a arguments --bootstrap-server $words[(math $i + 1)]
            case '--bootstrap-server=*' '--broker-list=*'
                set -a arguments --bootstrap-server (string replace --regex '^[^=]*=' '' -- $words[$i])
            case --command-config
                test $i -lt (count $words); and set -a arguments --command-config $words[(math $i + 1)]
            case '--command-config=*'
                set -a arguments $words[$i]
        end
    end
    test (count $arguments) -gt 1; and timeout 2 $tool $arguments 2>/dev/null </dev/null
end

complete --command kafka-consumer-perf-test --no-files
complete --command kafka-consumer-perf-test --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-consumer-perf-test --long-option command-property --exclusive --description 'A client setting'
complete --command kafka-consumer-perf-test --long-option command-config --require-parameter --force-files --description 'A properties file with client settings'
complete --command kafka-consumer-perf-test --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic to read, or several, as in a,b'
complete --command kafka-consumer-perf-test --long-option include --exclusive --description 'Read all topics whose whole name matches this regular expression, in Java\'s syntax'
complete --command kafka-consumer-perf-test --long-option partition --exclusive --description 'Read these partitions of --topic only, as in 0,2,5-7, without the group\'s sharing them out'
complete --command kafka-consumer-perf-test --long-option consumers --exclusive --description 'Read with so many consumers of the group at once'
complete --command kafka-consumer-perf-test --long-option num-records --exclusive --description 'How many records to read'
complete --command kafka-consumer-perf-test --long-option group --exclusive --arguments '(__kpp_ask kafka-consumer-groups)' --description 'The consumer group to join'
complete --command kafka-consumer-perf-test --long-option from-latest --description 'Where the group has no committed offset, begin with new records, not with the oldest'
complete --command kafka-consumer-perf-test --long-option timeout --description 'Give up when no record has come for so many milliseconds'
complete --command kafka-consumer-perf-test --long-option fetch-size --exclusive --description 'How much to fetch from one partition at once (max.partition.fetch.bytes)'
complete --command kafka-consumer-perf-test --long-option socket-buffer-size --exclusive --description 'The receive buffer of the connections (receive.buffer.bytes)'
complete --command kafka-consumer-perf-test --long-option show-detailed-stats --description 'Print a row for each interval instead of one for the whole run'
complete --command kafka-consumer-perf-test --long-option reporting-interval --exclusive --description 'How long an interval is, in milliseconds'
complete --command kafka-consumer-perf-test --long-option print-metrics --description 'Print the client\'s metrics at the end: those of the Java client\'s that the client used here has, too'
complete --command kafka-consumer-perf-test --long-option print-config --description 'Print the client\'s settings in effect at the beginning, secrets hidden'
complete --command kafka-consumer-perf-test --long-option hide-header --description 'Do not print the header line'
complete --command kafka-consumer-perf-test --long-option date-format --exclusive --description 'How times are written, as a pattern of Java\'s SimpleDateFormat'
complete --command kafka-consumer-perf-test --long-option report --require-parameter --force-files --description 'Write a page with charts of throughput and latency, their figures, settings and host'
complete --command kafka-consumer-perf-test --long-option compare --require-parameter --force-files --description 'Compare with an earlier result of the same tool, written by --output json: a table of all figures with their change, printed after the run or, with --report, a part of the page'
complete --command kafka-consumer-perf-test --long-option from-result --require-parameter --force-files --description 'Do not run'
complete --command kafka-consumer-perf-test --long-option threads --exclusive --description 'Ignored, as in Kafka\'s tool; removed in Kafka 4.0'
complete --command kafka-consumer-perf-test --long-option num-fetch-threads --exclusive --description 'Ignored, as in Kafka\'s tool; removed in Kafka 4.0'
complete --command kafka-consumer-perf-test --long-option output --exclusive --arguments 'default json csv' --description 'How data is printed: default (Kafka\'s form), json, or csv'
complete --command kafka-consumer-perf-test --long-option help --description 'Print this help and exit'
complete --command kafka-consumer-perf-test --long-option version --description 'Print the version and exit'
