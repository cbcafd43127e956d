# fish completion for kafka-topics; made by kpp-docs from the tool's own option table.

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

complete --command kafka-topics --no-files
complete --command kafka-topics --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-topics --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-topics --long-option create --description 'Create a topic'
complete --command kafka-topics --long-option list --description 'Print the names of all topics, or of those that match --topic'
complete --command kafka-topics --long-option describe --description 'Show partitions, leaders, replicas and settings of all topics, or of those that match --topic or --topic-id'
complete --command kafka-topics --long-option alter --description 'Raise the number of partitions'
complete --command kafka-topics --long-option delete --description 'Delete the topics that match --topic'
complete --command kafka-topics --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic'
complete --command kafka-topics --long-option topic-id --exclusive --description 'With --describe: the topic with this id, as --describe prints it'
complete --command kafka-topics --long-option exclude-internal --description 'With --list and --describe: leave out the topics in which Kafka keeps its own state'
complete --command kafka-topics --long-option if-exists --description 'With --alter, --delete and --describe: a topic that does not exist is no failure'
complete --command kafka-topics --long-option if-not-exists --description 'With --create: a topic that exists already is no failure'
complete --command kafka-topics --long-option partitions --exclusive --description 'With --create: how many partitions; without it the broker\'s num.partitions'
complete --command kafka-topics --long-option replication-factor --exclusive --description 'With --create: replicas of each partition; without it the broker\'s default.replication.factor'
complete --command kafka-topics --long-option replica-assignment --exclusive --description 'With --create and --alter: the broker ids of each partition\'s replicas, the preferred leader first'
complete --command kafka-topics --long-option config --exclusive --description 'With --create: a setting of the topic, such as retention.ms=60000'
complete --command kafka-topics --long-option under-replicated-partitions --description 'Only partitions that have fewer in-sync replicas than replicas'
complete --command kafka-topics --long-option unavailable-partitions --description 'Only partitions without a live leader'
complete --command kafka-topics --long-option under-min-isr-partitions --description 'Only partitions that have fewer in-sync replicas than min.insync.replicas'
complete --command kafka-topics --long-option at-min-isr-partitions --description 'Only partitions that have exactly min.insync.replicas in-sync replicas'
complete --command kafka-topics --long-option topics-with-overrides --description 'Only the heading line of topics that have settings of their own'
complete --command kafka-topics --long-option partition-size-limit-per-response --exclusive --description 'How many partitions a broker puts into one answer'
complete --command kafka-topics --long-option delete-config --exclusive --description 'Does nothing since Kafka 4.0; accepted with a warning'
complete --command kafka-topics --long-option force --description 'Does nothing since Kafka 3.0; accepted with a warning'
complete --command kafka-topics --long-option zookeeper --exclusive --description 'Refused: topics are managed through brokers since Kafka 3.0'
complete --command kafka-topics --long-option disable-rack-aware --description 'Refused: it needed ZooKeeper'
complete --command kafka-topics --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-topics --long-option help --description 'Print this help and exit'
complete --command kafka-topics --long-option version --description 'Print the version and exit'
