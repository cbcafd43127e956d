# fish completion for kafka-log-dirs; made by kpp-docs from the tool's own option table.

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

complete --command kafka-log-dirs --no-files
complete --command kafka-log-dirs --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-log-dirs --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-log-dirs --long-option describe --description 'Show log directories'
complete --command kafka-log-dirs --long-option broker-list --exclusive --description 'The brokers to ask'
complete --command kafka-log-dirs --long-option topic-list --exclusive --description 'Only replicas of these topics'
complete --command kafka-log-dirs --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-log-dirs --long-option help --description 'Print this help and exit'
complete --command kafka-log-dirs --long-option version --description 'Print the version and exit'
