/* The limit that a kpp::Consumer is measured against: librdkafka's batch call and nothing else.
 *
 *   plain_consume BOOTSTRAP TOPIC PARTITION RECORDS [KEY=VALUE...]
 *
 * Reads RECORDS records of one partition from its beginning, 1000 at a time, and adds up their sizes
 * and offsets. The clock starts with the first record, so connecting does not count. Prints one
 * line: records, bytes, seconds, records a second. */
#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(const char* what, const char* why) {
  fprintf(stderr, "plain_consume: %s: %s\n", what, why);
  exit(1);
}

static void set(rd_kafka_conf_t* conf, const char* key, const char* value) {
  char why[512];
  if (rd_kafka_conf_set(conf, key, value, why, sizeof(why)) != RD_KAFKA_CONF_OK) die(key, why);
}

int main(int argc, char** argv) {
  if (argc < 5) die("usage", "plain_consume BOOTSTRAP TOPIC PARTITION RECORDS [KEY=VALUE...]");
  const int partition = atoi(argv[3]);
  const long records = atol(argv[4]);
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", argv[1]);
  set(conf, "check.crcs", "true"); /* as kpp::Consumer */
  for (int i = 5; i < argc; ++i) {
    char* equals = strchr(argv[i], '=');
    if (!equals) die(argv[i], "no '='");
    *equals = '\0';
    set(conf, argv[i], equals + 1);
  }
  char why[512];
  rd_kafka_t* rk = rd_kafka_new(RD_KAFKA_CONSUMER, conf, why, sizeof(why));
  if (!rk) die("rd_kafka_new", why);
  rd_kafka_queue_t* queue = rd_kafka_queue_new(rk);
  rd_kafka_topic_t* topic = rd_kafka_topic_new(rk, argv[2], NULL);
  if (rd_kafka_consume_start_queue(topic, partition, RD_KAFKA_OFFSET_BEGINNING, queue) != 0)
    die("rd_kafka_consume_start_queue", rd_kafka_err2str(rd_kafka_last_error()));

  enum { batch = 1000 };
  rd_kafka_message_t* messages[batch];
  long seen = 0;
  unsigned long long bytes = 0, checksum = 0;
  double start = 0;
  while (seen < records) {
    /* It waits for a full batch: take what is there, else wait for one. */
    ssize_t count = rd_kafka_consume_batch_queue(queue, 0, messages, batch);
    if (count == 0) count = rd_kafka_consume_batch_queue(queue, 1000, messages, 1);
    if (count > 0 && start == 0) start = now();
    for (ssize_t i = 0; i < count; ++i) {
      if (!messages[i]->err) {
        ++seen;
        bytes += messages[i]->len + messages[i]->key_len;
        checksum += (unsigned long long)messages[i]->offset;
      }
      rd_kafka_message_destroy(messages[i]);
    }
  }
  const double seconds = now() - start;
  printf("%ld %llu %.6f %.1f\n", seen, bytes, seconds, (double)seen / seconds);
  fprintf(stderr, "checksum %llu\n", checksum);
  rd_kafka_consume_stop(topic, partition);
  rd_kafka_topic_destroy(topic);
  rd_kafka_queue_destroy(queue);
  rd_kafka_destroy(rk);
  return 0;
}
