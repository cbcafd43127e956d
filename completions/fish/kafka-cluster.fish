# fish completion for kafka-cluster; made by kpp-docs from the tool's own option table.

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

complete --command kafka-cluster --no-files
complete --command kafka-cluster --arguments 'cluster-id unregister list-endpoints' --description 'cluster-id prints the cluster\'s id; unregister makes the cluster forget a broker that is gone for good; list-endpoints prints the brokers, or the controllers'
complete --command kafka-cluster --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-cluster --long-option bootstrap-controller --exclusive --description 'The controllers to ask, in place of brokers'
complete --command kafka-cluster --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-cluster --long-option id --exclusive --description 'With unregister: the broker to forget'
complete --command kafka-cluster --long-option include-fenced-brokers --description 'With list-endpoints: brokers that are registered and not alive, too'
complete --command kafka-cluster --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-cluster --long-option help --description 'Print this help and exit'
complete --command kafka-cluster --long-option version --description 'Print the version and exit'
