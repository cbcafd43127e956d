# fish completion for kafka-sandbox; made by kpp-docs from the tool's own option table.

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

complete --command kafka-sandbox --no-files
complete --command kafka-sandbox --arguments 'start stop status logs env' --description 'start: fetch Kafka if needed, start it, and return when topics can be made'
complete --command kafka-sandbox --long-option version --description 'start: the release of Apache Kafka, 2.4.0 or newer'
complete --command kafka-sandbox --long-option brokers --exclusive --description 'start: how many brokers, from 1 to 9'
complete --command kafka-sandbox --long-option port --exclusive --description 'start: the port of the first broker; further ones take the ports after it'
complete --command kafka-sandbox --long-option setting --exclusive --description 'start: a setting for every broker, such as log.retention.ms=60000, or for one, such as 2:broker.rack=b'
complete --command kafka-sandbox --long-option secure --exclusive --arguments 'tls mtls sasl_plaintext sasl_ssl all' --description 'start: listeners with TLS or a login, beside the plain one of each broker: tls, mtls (clients show a certificate, too), sasl_plaintext, sasl_ssl (by PLAIN, SCRAM-SHA-256 or -512, or by OAUTHBEARER with a token that needs no signature), or all'
complete --command kafka-sandbox --long-option dir --require-parameter --arguments '(__fish_complete_directories)' --description 'The folder of this sandbox, with its data, configuration and logs'
complete --command kafka-sandbox --long-option lines --exclusive --description 'logs: so many lines of the end of each log'
complete --command kafka-sandbox --long-option follow --description 'logs: go on with what is added, until interrupted'
complete --command kafka-sandbox --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-sandbox --long-option help --description 'Print this help and exit'
