# fish completion for kafka-acls; made by kpp-docs from the tool's own option table.

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

complete --command kafka-acls --no-files
complete --command kafka-acls --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-acls --long-option bootstrap-controller --exclusive --description 'Instead of --bootstrap-server: the controllers to ask (KIP-919)'
complete --command kafka-acls --long-option command-config --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-acls --long-option list --description 'Show the ACLs of the resources given, or all'
complete --command kafka-acls --long-option add --description 'Add ACLs'
complete --command kafka-acls --long-option remove --description 'Remove ACLs; without a principal every ACL of the resources given'
complete --command kafka-acls --long-option force --description 'Do not ask'
complete --command kafka-acls --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'A topic; \'*\' stands for all'
complete --command kafka-acls --long-option group --exclusive --arguments '(__kpp_ask kafka-consumer-groups)' --description 'A group; \'*\' stands for all'
complete --command kafka-acls --long-option cluster --description 'The cluster itself'
complete --command kafka-acls --long-option transactional-id --exclusive --description 'A transactional id; \'*\' stands for all'
complete --command kafka-acls --long-option delegation-token --exclusive --description 'A delegation token; \'*\' stands for all'
complete --command kafka-acls --long-option user-principal --exclusive --description 'A user whose tokens others may create or see'
complete --command kafka-acls --long-option resource-pattern-type --exclusive --arguments 'literal prefixed any match' --description 'How the names above are meant'
complete --command kafka-acls --long-option allow-principal --exclusive --description 'Who may, for example User:alice; User:* is everybody'
complete --command kafka-acls --long-option deny-principal --exclusive --description 'Who may not, even if an --allow-principal covers him'
complete --command kafka-acls --long-option allow-host --exclusive --description 'The address from which --allow-principal may; without it from everywhere'
complete --command kafka-acls --long-option deny-host --exclusive --description 'The address from which --deny-principal may not; without it from everywhere'
complete --command kafka-acls --long-option principal --description 'With --list: only ACLs of this principal'
complete --command kafka-acls --long-option operation --exclusive --description 'Read, Write, Create, Delete, Alter, Describe, ClusterAction, DescribeConfigs, AlterConfigs, IdempotentWrite, CreateTokens, DescribeTokens, TwoPhaseCommit or All'
complete --command kafka-acls --long-option producer --description 'What a producer needs: Write, Describe and Create on --topic, Write and Describe on --transactional-id'
complete --command kafka-acls --long-option consumer --description 'What a consumer needs: Read and Describe on --topic, Read on --group'
complete --command kafka-acls --long-option idempotent --description 'With --producer: also IdempotentWrite on the cluster, which brokers before 3.0 ask for'
complete --command kafka-acls --long-option authorizer --exclusive --description 'Refused: it wrote to ZooKeeper'
complete --command kafka-acls --long-option authorizer-properties --exclusive --description 'Refused: it wrote to ZooKeeper'
complete --command kafka-acls --long-option zk-tls-config-file --exclusive --description 'Refused: it wrote to ZooKeeper'
complete --command kafka-acls --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-acls --long-option help --description 'Print this help and exit'
complete --command kafka-acls --long-option version --description 'Print the version and exit'
