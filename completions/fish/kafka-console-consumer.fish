# fish completion for kafka-console-consumer; made by kpp-docs from the tool's own option table.

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

complete --command kafka-console-consumer --no-files
complete --command kafka-console-consumer --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic to read'
complete --command kafka-console-consumer --long-option include --exclusive --description 'Read every topic whose whole name matches this Java regular expression; new ones, too'
complete --command kafka-console-consumer --long-option partition --exclusive --description 'Read only this partition of --topic, or these (0,3-5), without a group: from the end, unless --offset, --from-beginning or --from says otherwise'
complete --command kafka-console-consumer --long-option offset --exclusive --arguments 'earliest latest' --description 'Where in each --partition to begin: an offset, earliest or latest'
complete --command kafka-console-consumer --long-option from --exclusive --description 'Where in all partitions of --topic to begin: see below'
complete --command kafka-console-consumer --long-option until --exclusive --arguments 'end now' --description 'The first record that is not read any more'
complete --command kafka-console-consumer --long-option exit-at-end --description 'Exit when all records are read that are there at the start: --until end'
complete --command kafka-console-consumer --long-option tail --exclusive --description 'Print the last records of --topic, so many over all its partitions, or over those of --partition, in the order of their times; then exit'
complete --command kafka-console-consumer --long-option where --exclusive --description 'Print only the records for which this holds, such as \'/temperature > 30\' in JSON values'
complete --command kafka-console-consumer --long-option from-beginning --description 'Begin with the first record where there is no committed offset, not with the next one that comes'
complete --command kafka-console-consumer --long-option max-messages --exclusive --description 'Exit after this many records are printed'
complete --command kafka-console-consumer --long-option timeout-ms --exclusive --description 'Exit, with success, when no record came for so long'
complete --command kafka-console-consumer --long-option isolation-level --exclusive --arguments 'read_committed read_uncommitted' --description 'read_committed: leave out records of transactions that are open or aborted'
complete --command kafka-console-consumer --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-console-consumer --long-option group --exclusive --arguments '(__kpp_ask kafka-consumer-groups)' --description 'The group to be a member of'
complete --command kafka-console-consumer --long-option command-config --require-parameter --force-files --description 'A properties file with consumer settings, such as those for TLS and login'
complete --command kafka-console-consumer --long-option command-property --exclusive --description 'A consumer setting; wins over the file'
complete --command kafka-console-consumer --long-option format --exclusive --description 'Print each record by this format instead: %k key, %s value, %t topic, %p partition, %o offset, %T time, %h headers, %K and %S sizes, as in kcat, with modifiers such as %T{rfc3339} and %s{base64}; \\n is a newline, and none is added'
complete --command kafka-console-consumer --long-option help-format --description 'Explain the formats of --format, with examples, and exit'
complete --command kafka-console-consumer --long-option formatter-property --exclusive --description 'What is printed of a record, and how; see the list above'
complete --command kafka-console-consumer --long-option formatter-config --require-parameter --force-files --description 'A properties file with formatter properties'
complete --command kafka-console-consumer --long-option formatter --exclusive --arguments 'DefaultMessageFormatter LoggingMessageFormatter NoOpMessageFormatter OffsetsMessageFormatter GroupMetadataMessageFormatter ShareGroupMessageFormatter TransactionLogMessageFormatter ShareGroupStateMessageFormatter' --description 'DefaultMessageFormatter, which is the default; LoggingMessageFormatter: the same, and a line for each record on standard error; NoOpMessageFormatter: nothing'
complete --command kafka-console-consumer --long-option key-deserializer --exclusive --description 'What a key is: StringDeserializer, LongDeserializer and so on, with or without their Java package'
complete --command kafka-console-consumer --long-option value-deserializer --exclusive --description 'The same for values, value.deserializer'
complete --command kafka-console-consumer --long-option pretty --description 'Print values that are JSON with one member a line, in colour on a terminal unless NO_COLOR is set'
complete --command kafka-console-consumer --long-option value-format --exclusive --arguments 'bytes msgpack avro' --description 'What values are: bytes, which is the default and prints them unchanged; msgpack, MessagePack, or avro, Avro single objects, printed as JSON, which --where looks into, too'
complete --command kafka-console-consumer --long-option avro-schema --require-parameter --force-files --description 'A schema (.avsc) that --value-format avro may need; may be given several times'
complete --command kafka-console-consumer --long-option skip-message-on-error --description 'Go on after a record that its deserializer refuses'
complete --command kafka-console-consumer --long-option enable-systest-events --description 'Print shutdown_complete as the last line, as Kafka\'s system tests expect'
complete --command kafka-console-consumer --long-option new-consumer --description 'Does nothing since Kafka 2.0; accepted with a warning'
complete --command kafka-console-consumer --long-option zookeeper --exclusive --description 'Refused: consumers have asked brokers since Kafka 2.0'
complete --command kafka-console-consumer --long-option blacklist --exclusive --description 'Refused: it was the old consumer\'s'
complete --command kafka-console-consumer --long-option output --exclusive --arguments 'default json' --description 'How data is printed: default (Kafka\'s form) or json'
complete --command kafka-console-consumer --long-option help --description 'Print this help and exit'
complete --command kafka-console-consumer --long-option version --description 'Print the version and exit'
