# fish completion for kafka-producer-perf-test; made by kpp-docs from the tool's own option table.

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

complete --command kafka-producer-perf-test --no-files
complete --command kafka-producer-perf-test --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-producer-perf-test --long-option command-property --exclusive --description 'Client settings, one or more words such as linger.ms=10 batch.size=32768'
complete --command kafka-producer-perf-test --long-option command-config --require-parameter --force-files --description 'A properties file with client settings'
complete --command kafka-producer-perf-test --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic to send to, or several, as in a,b, which take turns'
complete --command kafka-producer-perf-test --long-option partition --exclusive --description 'Send to these partitions only, as in 0,2,5-7, which take turns'
complete --command kafka-producer-perf-test --long-option num-records --exclusive --description 'How many records to send'
complete --command kafka-producer-perf-test --long-option throughput --exclusive --description 'At most so many records a second, on average; -1 for as many as possible'
complete --command kafka-producer-perf-test --long-option record-size --exclusive --description 'Values of so many random letters, or from so many to so many, as in 100-2000'
complete --command kafka-producer-perf-test --long-option compressible --exclusive --description 'So much of each value, from 0 to 1, is one letter again and again, which compression takes away, and the rest random bytes, which it cannot make smaller'
complete --command kafka-producer-perf-test --long-option payload-file --require-parameter --force-files --description 'Values picked at random from the pieces of a file'
complete --command kafka-producer-perf-test --long-option payload-delimiter --exclusive --description 'What separates the pieces of --payload-file: a regular expression in Java\'s syntax'
complete --command kafka-producer-perf-test --long-option payload-monotonic --description 'Values are 0, 1, 2 and so on'
complete --command kafka-producer-perf-test --long-option key-distribution --exclusive --arguments 'none uniform zipf' --description 'How often each key comes: all alike (uniform), or key number K in proportion to 1/K (zipf)'
complete --command kafka-producer-perf-test --long-option keys --exclusive --description 'How many keys there are: the numbers from 0 to N-1'
complete --command kafka-producer-perf-test --long-option headers --exclusive --description 'Each record has so many headers'
complete --command kafka-producer-perf-test --long-option header-size --exclusive --description 'How long a header\'s value is'
complete --command kafka-producer-perf-test --long-option producers --exclusive --description 'Send by so many producers at once, which share the records and the rate'
complete --command kafka-producer-perf-test --long-option max-bytes --exclusive --description 'Send no record that would make the topics larger than so many bytes: what they hold before the run, unless the broker removes it because of their retention.bytes, and the keys, values and headers of the run'
complete --command kafka-producer-perf-test --long-option transactional-id --exclusive --description 'Send in transactions with this id'
complete --command kafka-producer-perf-test --long-option transaction-duration-ms --exclusive --description 'Send in transactions, and commit each once it has lasted so many milliseconds'
complete --command kafka-producer-perf-test --long-option warmup-records --exclusive --description 'The first N records do not count for the steady state, which then gets a summary line of its own'
complete --command kafka-producer-perf-test --long-option reporting-interval --exclusive --description 'Print a line every so many milliseconds'
complete --command kafka-producer-perf-test --long-option print-metrics --description 'Print the client\'s metrics at the end: those of the Java client\'s that the client used here has, too'
complete --command kafka-producer-perf-test --long-option print-percentiles --description 'Print percentiles from the 50th to the 99.99th at the end: from the send, as Kafka\'s tool measures, and in a run with a rate also from the time at which each record was to be sent'
complete --command kafka-producer-perf-test --long-option print-config --description 'Print the client\'s settings in effect at the beginning, secrets hidden'
complete --command kafka-producer-perf-test --long-option report --require-parameter --force-files --description 'Write a page with charts of throughput and latency, their figures, settings and host'
complete --command kafka-producer-perf-test --long-option compare --require-parameter --force-files --description 'Compare with an earlier result of the same tool, written by --output json: a table of all figures with their change, printed after the run or, with --report, a part of the page'
complete --command kafka-producer-perf-test --long-option from-result --require-parameter --force-files --description 'Do not run'
complete --command kafka-producer-perf-test --long-option output --exclusive --arguments 'default json csv' --description 'How data is printed: default (Kafka\'s form), json, or csv'
complete --command kafka-producer-perf-test --long-option help --description 'Print this help and exit'
complete --command kafka-producer-perf-test --long-option version --description 'Print the version and exit'
