# fish completion for kafka-consumer-groups; made by kpp-docs from the tool's own option table.

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

complete --command kafka-consumer-groups --no-files
complete --command kafka-consumer-groups --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-consumer-groups --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-consumer-groups --long-option timeout --exclusive --description 'How long each step may take, in milliseconds'
complete --command kafka-consumer-groups --long-option list --description 'List the groups of consumers'
complete --command kafka-consumer-groups --long-option describe --description 'Show a group\'s partitions, committed offsets and lag; with --members its members, with --state its state'
complete --command kafka-consumer-groups --long-option delete --description 'Delete groups that have no members'
complete --command kafka-consumer-groups --long-option reset-offsets --description 'Plan, and with --execute commit, new offsets for a group without active members'
complete --command kafka-consumer-groups --long-option delete-offsets --description 'Delete the committed offsets of one group for the topics given with --topic'
complete --command kafka-consumer-groups --long-option validate-regex --exclusive --description 'Say whether a regular expression has the RE2 syntax that brokers take for subscriptions (KIP-848)'
complete --command kafka-consumer-groups --long-option group --exclusive --arguments '(__kpp_ask kafka-consumer-groups)' --description 'The group to act on'
complete --command kafka-consumer-groups --long-option all-groups --description 'Act on all groups of consumers'
complete --command kafka-consumer-groups --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'A topic, or some of its partitions, whose offsets are reset or deleted'
complete --command kafka-consumer-groups --long-option all-topics --description 'Reset every partition that the group has a committed offset for'
complete --command kafka-consumer-groups --long-option offsets --description 'With --describe: partitions, offsets and lag'
complete --command kafka-consumer-groups --long-option members --description 'With --describe: the members of the group'
complete --command kafka-consumer-groups --long-option state --arguments 'PreparingRebalance CompletingRebalance Stable Dead Empty Assigning Reconciling' --description 'With --describe: the state of the group, without a value'
complete --command kafka-consumer-groups --long-option type --arguments 'Classic Consumer' --description 'With --list: add the type, and list only groups of these types if some are named'
complete --command kafka-consumer-groups --long-option verbose --description 'With --describe: more columns'
complete --command kafka-consumer-groups --long-option to-earliest --description 'Reset to the first offset of each partition'
complete --command kafka-consumer-groups --long-option to-latest --description 'Reset to the end of each partition'
complete --command kafka-consumer-groups --long-option to-current --description 'Reset to the committed offset, or to the end where there is none'
complete --command kafka-consumer-groups --long-option to-offset --exclusive --description 'Reset to this offset, brought into the range of the partition'
complete --command kafka-consumer-groups --long-option shift-by --exclusive --description 'Move the committed offset by so many records, back if negative'
complete --command kafka-consumer-groups --long-option to-datetime --exclusive --description 'Reset to the first record at or after this time, written YYYY-MM-DDThh:mm:ss.sss, in UTC unless Z, +hh or +hh:mm follows'
complete --command kafka-consumer-groups --long-option by-duration --exclusive --description 'Reset to the first record that is at most so old, written PnDTnHnMnS: PT1H is an hour'
complete --command kafka-consumer-groups --long-option from-file --require-parameter --force-files --description 'Reset to the offsets of a CSV file as --export writes it: topic,partition,offset for one group, or group,topic,partition,offset'
complete --command kafka-consumer-groups --long-option dry-run --description 'Only show the new offsets'
complete --command kafka-consumer-groups --long-option execute --description 'Commit the new offsets'
complete --command kafka-consumer-groups --long-option export --description 'Print the new offsets as CSV instead of a table'
complete --command kafka-consumer-groups --long-option zookeeper --exclusive --description 'Refused: groups have not lived in ZooKeeper since Kafka 2.0'
complete --command kafka-consumer-groups --long-option new-consumer --description 'Accepted and needless: there is no other consumer since Kafka 2.0'
complete --command kafka-consumer-groups --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-consumer-groups --long-option help --description 'Print this help and exit'
complete --command kafka-consumer-groups --long-option version --description 'Print the version and exit'
