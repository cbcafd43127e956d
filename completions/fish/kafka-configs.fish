# fish completion for kafka-configs; made by kpp-docs from the tool's own option table.

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

complete --command kafka-configs --no-files
complete --command kafka-configs --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-configs --long-option bootstrap-controller --exclusive --description 'Instead of --bootstrap-server: the controllers to ask (KIP-919)'
complete --command kafka-configs --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-configs --long-option describe --description 'Show what is set for the entity, or for each entity of its type'
complete --command kafka-configs --long-option alter --description 'Change what --add-config, --add-config-file and --delete-config name; all other settings stay'
complete --command kafka-configs --long-option all --description 'With --describe: show every setting, not only what was set for the entity itself'
complete --command kafka-configs --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic'
complete --command kafka-configs --long-option broker --exclusive --description 'The broker with this id'
complete --command kafka-configs --long-option broker-defaults --description 'What holds for every broker of the cluster'
complete --command kafka-configs --long-option broker-logger --exclusive --description 'The log levels of the broker with this id'
complete --command kafka-configs --long-option group --exclusive --arguments '(__kpp_ask kafka-consumer-groups)' --description 'The group, of whatever type'
complete --command kafka-configs --long-option client-metrics --exclusive --description 'The subscription to metrics of clients with this name'
complete --command kafka-configs --long-option user --exclusive --description 'The user: quotas and SCRAM passwords'
complete --command kafka-configs --long-option user-defaults --description 'Quotas of every user without quotas of its own'
complete --command kafka-configs --long-option client --exclusive --description 'Clients with this id: quotas'
complete --command kafka-configs --long-option client-defaults --description 'Quotas of every client id without quotas of its own'
complete --command kafka-configs --long-option ip --exclusive --description 'The address: quotas of connections'
complete --command kafka-configs --long-option ip-defaults --description 'Quotas of every address without quotas of its own'
complete --command kafka-configs --long-option entity-type --exclusive --arguments 'topics brokers broker-loggers groups client-metrics users clients ips' --description 'The same in Kafka\'s older form: topics, brokers, broker-loggers, groups, client-metrics, users, clients or ips'
complete --command kafka-configs --long-option entity-name --exclusive --description 'The name of the entity'
complete --command kafka-configs --long-option entity-default --description 'In place of --entity-name: the default of the type (users, clients, brokers, ips)'
complete --command kafka-configs --long-option add-config --exclusive --description 'Settings to be set'
complete --command kafka-configs --long-option add-config-file --require-parameter --force-files --description 'A properties file with settings to be set'
complete --command kafka-configs --long-option delete-config --exclusive --description 'Settings to be taken away, so that what is behind them holds again'
complete --command kafka-configs --long-option zookeeper --exclusive --description 'Refused: there is no ZooKeeper since Kafka 4.0'
complete --command kafka-configs --long-option zk-tls-config-file --exclusive --description 'Refused, as --zookeeper'
complete --command kafka-configs --long-option force --description 'Does nothing since Kafka 4.0; accepted with a warning'
complete --command kafka-configs --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-configs --long-option help --description 'Print this help and exit'
complete --command kafka-configs --long-option version --description 'Print the version and exit'
