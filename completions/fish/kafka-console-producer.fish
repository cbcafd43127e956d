# fish completion for kafka-console-producer; made by kpp-docs from the tool's own option table.

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

complete --command kafka-console-producer --force-files
complete --command kafka-console-producer --long-option topic --exclusive --arguments '(__kpp_ask kafka-topics)' --description 'The topic to write to'
complete --command kafka-console-producer --long-option bootstrap-server --exclusive --description 'The brokers to ask first'
complete --command kafka-console-producer --long-option command-config --require-parameter --force-files --description 'A properties file with producer settings, such as those for TLS and login'
complete --command kafka-console-producer --long-option command-property --exclusive --description 'A producer setting; wins over the file'
complete --command kafka-console-producer --long-option input --exclusive --arguments 'lines json hex base64' --description 'lines: as the reader properties say, which is the default'
complete --command kafka-console-producer --long-option format --exclusive --description 'Read each record by this format instead, the same that kafka-console-consumer --format prints by: %k key, %s value, %t topic, %p partition, %T time, %h headers; %K and %S in front say how many bytes key and value have'
complete --command kafka-console-producer --long-option help-format --description 'Explain the formats of --format, with examples, and exit'
complete --command kafka-console-producer --long-option delimiter --exclusive --description 'What stands between records instead of the end of a line: one byte or many, with \\n, \\t, \\r, \\0, \\\\ and \\xNN'
complete --command kafka-console-producer --long-option whole-file --description 'Each file is one record, every byte of it as it is; so is standard input'
complete --command kafka-console-producer --long-option repeat --exclusive --description 'Send the whole input so often, one time after the other'
complete --command kafka-console-producer --long-option rate --exclusive --description 'Send no more records a second than this, on average'
complete --command kafka-console-producer --long-option keep --exclusive --arguments 'partition timestamp partition,timestamp' --description 'With --input json: partition, timestamp or both, with a comma between, stay what the record says'
complete --command kafka-console-producer --long-option on-error --exclusive --arguments 'stop skip' --description 'What a line that is no record does: stop ends the run after those before it, which is the default; skip leaves it out'
complete --command kafka-console-producer --long-option reader-property --exclusive --description 'How a line is taken apart; see the list above'
complete --command kafka-console-producer --long-option reader-config --require-parameter --force-files --description 'A properties file with reader properties'
complete --command kafka-console-producer --long-option line-reader --exclusive --description 'Kafka\'s LineMessageReader, which is the default, by its class name'
complete --command kafka-console-producer --long-option sync --description 'Send one record at a time, wait for its acknowledgement, and stop at the first that fails'
complete --command kafka-console-producer --long-option transactional-id --exclusive --description 'Write everything in one transaction, under this id: readers with isolation.level=read_committed see all of it, once the input has ended, or nothing, if anything failed or a signal came'
complete --command kafka-console-producer --long-option compression-codec --arguments 'none gzip snappy lz4 zstd' --description 'Compress batches: none, gzip, snappy, lz4 or zstd; gzip if no codec is named'
complete --command kafka-console-producer --long-option request-required-acks --exclusive --arguments 'all -1 0 1' --description 'Who must have a record before it counts as delivered: all or -1 (all in-sync replicas), 1 (the leader), 0 (nobody)'
complete --command kafka-console-producer --long-option request-timeout-ms --exclusive --description 'How long to wait for a broker\'s answer before trying again'
complete --command kafka-console-producer --long-option message-send-max-retries --exclusive --description 'How often to send a record again before giving it up'
complete --command kafka-console-producer --long-option retry-backoff-ms --exclusive --description 'How long to wait before sending again'
complete --command kafka-console-producer --long-option timeout --exclusive --description 'How long a record may wait for its batch to fill'
complete --command kafka-console-producer --long-option batch-size --exclusive --description 'The largest batch of records for one partition'
complete --command kafka-console-producer --long-option max-partition-memory-bytes --exclusive --description 'Deprecated: as --batch-size, and wins over it'
complete --command kafka-console-producer --long-option max-memory-bytes --exclusive --description 'Memory for records that wait to be sent'
complete --command kafka-console-producer --long-option max-block-ms --exclusive --description 'How long to wait while that memory is full before giving up'
complete --command kafka-console-producer --long-option metadata-expiry-ms --exclusive --description 'How often to ask anew which broker leads a partition, even if nothing seems to have changed'
complete --command kafka-console-producer --long-option socket-buffer-size --exclusive --description 'The size of the socket\'s send buffer'
complete --command kafka-console-producer --long-option help --description 'Print this help and exit'
complete --command kafka-console-producer --long-option version --description 'Print the version and exit'
