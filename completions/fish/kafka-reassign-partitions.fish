# fish completion for kafka-reassign-partitions; made by kpp-docs from the tool's own option table.

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

complete --command kafka-reassign-partitions --no-files
complete --command kafka-reassign-partitions --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-reassign-partitions --long-option bootstrap-controller --exclusive --description 'The controllers to ask, in place of brokers'
complete --command kafka-reassign-partitions --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-reassign-partitions --long-option generate --description 'Propose a new assignment for the topics of --topics-to-move-json-file over the brokers of --broker-list'
complete --command kafka-reassign-partitions --long-option execute --description 'Begin the moves of --reassignment-json-file'
complete --command kafka-reassign-partitions --long-option verify --description 'Say how far the moves of --reassignment-json-file are'
complete --command kafka-reassign-partitions --long-option cancel --description 'Undo the moves of --reassignment-json-file'
complete --command kafka-reassign-partitions --long-option list --description 'List all moves that are under way'
complete --command kafka-reassign-partitions --long-option reassignment-json-file --require-parameter --force-files --description 'The moves: {"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2],"log_dirs":["any","/data"]}]}'
complete --command kafka-reassign-partitions --long-option topics-to-move-json-file --require-parameter --force-files --description 'With --generate: {"version":1,"topics":[{"topic":"t"}]}'
complete --command kafka-reassign-partitions --long-option broker-list --exclusive --description 'With --generate: the brokers that are to have the replicas'
complete --command kafka-reassign-partitions --long-option disable-rack-aware --description 'With --generate: do not spread replicas over racks'
complete --command kafka-reassign-partitions --long-option throttle --exclusive --description 'With --execute: at most so many bytes a second between brokers'
complete --command kafka-reassign-partitions --long-option replica-alter-log-dirs-throttle --exclusive --description 'With --execute: at most so many bytes a second between log directories of a broker'
complete --command kafka-reassign-partitions --long-option timeout --exclusive --description 'With --execute and --cancel: how long to try to begin moves between log directories'
complete --command kafka-reassign-partitions --long-option additional --description 'With --execute: also while other moves are under way'
complete --command kafka-reassign-partitions --long-option disallow-replication-factor-change --description 'With --execute: refuse a move that would leave a partition with more or fewer replicas'
complete --command kafka-reassign-partitions --long-option preserve-throttles --description 'With --verify and --cancel: leave throttles as they are'
complete --command kafka-reassign-partitions --long-option wait --description 'With --execute: return when everything has arrived, or after so many seconds with status 1'
complete --command kafka-reassign-partitions --long-option zookeeper --exclusive --description 'Refused: partitions are reassigned through brokers since Kafka 3.0'
complete --command kafka-reassign-partitions --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-reassign-partitions --long-option help --description 'Print this help and exit'
complete --command kafka-reassign-partitions --long-option version --description 'Print the version and exit'
