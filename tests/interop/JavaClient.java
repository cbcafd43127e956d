import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Java's side of the interop tests; README.md has the commands. */
public class JavaClient {
    private static String servers;
    private static KafkaProducer<byte[], byte[]> producer;

    private static byte[] bytes(String field) {
        return field.equals("-") ? null : HexFormat.of().parseHex(field);
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "-" : HexFormat.of().formatHex(bytes);
    }

    private static void makeProducer(String[] words) {
        if (producer != null) producer.close();
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", servers);
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            config.put(pair[0], pair[1]);
        }
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        if (config.containsKey("transactional.id")) producer.initTransactions();
    }

    private static void send(String[] words) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(words[1], null, Long.parseLong(words[2]), bytes(words[3]), bytes(words[4]));
        for (int i = 5; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            record.headers().add(new String(bytes(pair[0]), StandardCharsets.UTF_8), bytes(pair[1]));
        }
        producer.send(record, (metadata, error) -> {
            if (error != null) error.printStackTrace();
        });
    }

    private static void read(String topic, String isolation) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", servers, "isolation.level", isolation, "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            for (long end = System.nanoTime() + 30_000_000_000L; System.nanoTime() < end; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (hex(record.value()).equals("656e64")) return;
                    StringBuilder line = new StringBuilder(topic + "\t" + record.timestamp() + "\t")
                            .append(hex(record.key())).append("\t").append(hex(record.value()));
                    for (Header header : record.headers()) {
                        line.append("\t").append(hex(header.key().getBytes(StandardCharsets.UTF_8)));
                        line.append("=").append(hex(header.value()));
                    }
                    System.out.println(line);
                }
            }
            throw new IllegalStateException("no end of " + topic);
        }
    }

    public static void main(String[] arguments) throws Exception {
        servers = arguments[0];
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split("\t", -1);
            switch (words[0]) {
                case "producer" -> makeProducer(words);
                case "send" -> send(words);
                case "begin" -> producer.beginTransaction();
                case "commit" -> producer.commitTransaction();
                case "abort" -> {
                    producer.flush(); // this is about what was written
                    producer.abortTransaction();
                }
                case "read" -> read(words[1], words[2]);
                default -> throw new IllegalArgumentException(words[0]);
            }
        }
        if (producer != null) producer.close();
    }
}
