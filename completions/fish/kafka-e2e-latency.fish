# fish completion for kafka-e2e-latency; made by kpp-docs from the tool's own option table.

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

complete --command kafka-e2e-latency --no-files
complete --command kafka-e2e-latency --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-e2e-latency --long-option command-config --require-parameter --force-files --description 'A properties file with settings of producer, consumer and administration'
complete --command kafka-e2e-latency --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic to send to and to read from'
complete --command kafka-e2e-latency --long-option num-records --exclusive --description 'How many records to send'
complete --command kafka-e2e-latency --long-option producer-acks --exclusive --arguments '1 all' --description 'Which replicas acknowledge a record: the leader, or all in sync'
complete --command kafka-e2e-latency --long-option record-size --exclusive --description 'Values of so many letters'
complete --command kafka-e2e-latency --long-option record-key-size --exclusive --description 'Keys of so many letters'
complete --command kafka-e2e-latency --long-option num-headers --exclusive --description 'So many headers in each record'
complete --command kafka-e2e-latency --long-option record-header-key-size --exclusive --description 'Header keys of so many letters'
complete --command kafka-e2e-latency --long-option record-header-size --exclusive --description 'Header values of so many letters; -1: null'
complete --command kafka-e2e-latency --long-option throughput --exclusive --description 'Send so many records a second, each at its time, and measure from that time on, also where the record before it was late'
complete --command kafka-e2e-latency --long-option ignore-other-records --description 'Pass over records that somebody else writes to the topic meanwhile'
complete --command kafka-e2e-latency --long-option print-config --description 'Print both clients\' settings in effect at the beginning, secrets hidden'
complete --command kafka-e2e-latency --long-option report --require-parameter --force-files --description 'Write a page with charts of throughput and latency, their figures, settings and host'
complete --command kafka-e2e-latency --long-option compare --require-parameter --force-files --description 'Compare with an earlier result of the same tool, written by --output json: a table of all figures with their change, printed after the run or, with --report, a part of the page'
complete --command kafka-e2e-latency --long-option from-result --require-parameter --force-files --description 'Do not run'
complete --command kafka-e2e-latency --long-option output --exclusive --arguments 'default json csv' --description 'How data is printed: default (Kafka\'s form), json, or csv'
complete --command kafka-e2e-latency --long-option help --description 'Print this help and exit'
complete --command kafka-e2e-latency --long-option version --description 'Print the version and exit'
