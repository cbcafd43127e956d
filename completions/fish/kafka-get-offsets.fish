# fish completion for kafka-get-offsets; made by kpp-docs from the tool's own option table.

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

complete --command kafka-get-offsets --no-files
complete --command kafka-get-offsets --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-get-offsets --long-option command-config --require-parameter --force-files --description 'A properties file with client settings, such as those for TLS and login'
complete --command kafka-get-offsets --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topics to look at'
complete --command kafka-get-offsets --long-option partitions --exclusive --description 'The numbers of the partitions to look at'
complete --command kafka-get-offsets --long-option topic-partitions --exclusive --description 'Topics, each with the partitions to look at, in place of --topic and --partitions'
complete --command kafka-get-offsets --long-option exclude-internal-topics --description 'Leave out the topics in which Kafka keeps its own state'
complete --command kafka-get-offsets --long-option time --exclusive --arguments 'latest earliest max-timestamp earliest-local latest-tiered earliest-pending-upload' --description 'Which offset: latest or -1 (the default), earliest or -2, max-timestamp or -3, earliest-local or -4, latest-tiered or -5, earliest-pending-upload or -6; or milliseconds since 1970, for the first record of that time or later'
complete --command kafka-get-offsets --long-option max-wait-ms --exclusive --description 'Does nothing since Kafka 3.0; accepted with a warning'
complete --command kafka-get-offsets --long-option offsets --exclusive --description 'Does nothing since Kafka 3.0; accepted with a warning'
complete --command kafka-get-offsets --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-get-offsets --long-option help --description 'Print this help and exit'
complete --command kafka-get-offsets --long-option version --description 'Print the version and exit'
