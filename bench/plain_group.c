/* The limit that kafka-consumer-perf-test is measured against: librdkafka and nothing else.
 *
 *   plain_group BOOTSTRAP TOPIC RECORDS batch|single [KEY=VALUE...]
 *
 * Joins a group of its own, reads RECORDS records from the beginning, by the batch queue or one
 * message a poll, and adds up the sizes of their values. The clock starts when the partitions are
 * assigned. Prints one line: records, bytes, seconds, records a second. */
#include <librdkafka/rdkafka.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { batch_size = 10000, patience_seconds = 30 };

static double assigned;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(const char* what, const char* why) {
  fprintf(stderr, "plain_group: %s: %s\n", what, why);
  exit(1);
}

static void set(rd_kafka_conf_t* conf, const char* key, const char* value) {
  char why[512];
  if (rd_kafka_conf_set(conf, key, value, why, sizeof(why)) != RD_KAFKA_CONF_OK) die(key, why);
}

static void on_rebalance(rd_kafka_t* rk, rd_kafka_resp_err_t err,
                         rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  (void)opaque;
  if (err == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    assigned = now();
    rd_kafka_assign(rk, partitions);
  } else {
    rd_kafka_assign(rk, NULL);
  }
}

int main(int argc, char** argv) {
  if (argc < 5) die("usage", "plain_group BOOTSTRAP TOPIC RECORDS batch|single [KEY=VALUE...]");
  const long records = atol(argv[3]);
  const int batch = strcmp(argv[4], "batch") == 0;
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char group[64];
  snprintf(group, sizeof(group), "plain-group-%ld-%ld", (long)getpid(), (long)time(NULL));
  set(conf, "bootstrap.servers", argv[1]);
  set(conf, "group.id", group);
  set(conf, "auto.offset.reset", "earliest");
  set(conf, "isolation.level", "read_uncommitted");
  for (int i = 5; i < argc; ++i) {
    char* equals = strchr(argv[i], '=');
    if (!equals) die(argv[i], "no '='");
    *equals = '\0';
    set(conf, argv[i], equals + 1);
  }
  rd_kafka_conf_set_rebalance_cb(conf, on_rebalance);

  char why[512];
  rd_kafka_t* rk = rd_kafka_new(RD_KAFKA_CONSUMER, conf, why, sizeof(why));
  if (!rk) die("rd_kafka_new", why);
  rd_kafka_poll_set_consumer(rk);
  rd_kafka_topic_partition_list_t* topics = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(topics, argv[2], RD_KAFKA_PARTITION_UA);
  if (rd_kafka_subscribe(rk, topics) != RD_KAFKA_RESP_ERR_NO_ERROR) die("subscribe", "failed");
  rd_kafka_queue_t* queue = rd_kafka_queue_get_consumer(rk);

  static rd_kafka_message_t* messages[batch_size];
  long seen = 0;
  uint64_t bytes = 0;
  double last = now();
  while (seen < records) {
    ssize_t got = 0;
    if (batch) {
      /* It waits until the array is full: so take what is there, else wait for one. */
      got = rd_kafka_consume_batch_queue(queue, 0, messages, batch_size);
      if (got == 0) got = rd_kafka_consume_batch_queue(queue, 100, messages, 1);
    } else {
      messages[0] = rd_kafka_consumer_poll(rk, 100);
      got = messages[0] != NULL;
    }
    for (ssize_t i = 0; i < got; ++i) {
      if (!messages[i]->err) {
        ++seen;
        bytes += messages[i]->len;
      }
      rd_kafka_message_destroy(messages[i]);
    }
    if (got == 0 && now() - last > patience_seconds) die(argv[2], "no record for 30 seconds");
    if (got > 0 && (batch || seen % 10000 == 0)) last = now();
  }
  const double seconds = now() - assigned;
  printf("%ld %llu %.6f %.1f\n", seen, (unsigned long long)bytes, seconds, (double)seen / seconds);
  rd_kafka_queue_destroy(queue);
  rd_kafka_topic_partition_list_destroy(topics);
  rd_kafka_consumer_close(rk);
  rd_kafka_destroy(rk);
  return 0;
}
