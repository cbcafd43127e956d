# fish completion for kafka-leader-election; made by kpp-docs from the tool's own option table.

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

complete --command kafka-leader-election --no-files
complete --command kafka-leader-election --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-leader-election --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-leader-election --long-option election-type --exclusive --arguments 'preferred unclean' --description 'preferred: the first replica of a partition becomes its leader'
complete --command kafka-leader-election --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic; --partition says which partition of it'
complete --command kafka-leader-election --long-option partition --exclusive --description 'With --topic: the partition'
complete --command kafka-leader-election --long-option path-to-json-file --require-parameter --force-files --description 'The partitions in a JSON file: {"partitions":[{"topic":"t","partition":0}]}'
complete --command kafka-leader-election --long-option all-topic-partitions --description 'All partitions of the cluster'
complete --command kafka-leader-election --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-leader-election --long-option help --description 'Print this help and exit'
complete --command kafka-leader-election --long-option version --description 'Print the version and exit'
