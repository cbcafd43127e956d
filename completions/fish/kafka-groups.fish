# fish completion for kafka-groups; made by kpp-docs from the tool's own option table.

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

complete --command kafka-groups --no-files
complete --command kafka-groups --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-groups --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-groups --long-option list --description 'List the groups'
complete --command kafka-groups --long-option group-type --exclusive --arguments 'classic consumer share streams' --description 'Only groups of this type: classic, consumer, share or streams'
complete --command kafka-groups --long-option protocol --exclusive --description 'Only groups of this protocol, such as consumer or connect'
complete --command kafka-groups --long-option consumer --description 'Only groups of consumers, of either protocol, and those that only commit offsets'
complete --command kafka-groups --long-option share --description 'Only share groups'
complete --command kafka-groups --long-option streams --description 'Only streams groups'
complete --command kafka-groups --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-groups --long-option help --description 'Print this help and exit'
complete --command kafka-groups --long-option version --description 'Print the version and exit'
