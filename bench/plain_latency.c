/* The limit that kafka-e2e-latency is measured against: librdkafka and nothing else.
 *
 *   plain_latency BOOTSTRAP TOPIC RECORDS SIZE RATE
 *
 * Sends one value of SIZE letters at a time, RATE a second, waits until it was acknowledged and read,
 * and measures from the time at which it was to be sent. Partition 0 alone. Prints one line:
 * records, median and 99th percentile in milliseconds. */
#include <librdkafka/rdkafka.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { timeout_ms = 10000 };

static void die(const char* what, const char* why) {
  fprintf(stderr, "plain_latency: %s: %s\n", what, why);
  exit(1);
}

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void sleep_until(int64_t turn) {
  const struct timespec t = {turn / 1000000000, turn % 1000000000};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

static void set(rd_kafka_conf_t* conf, const char* key, const char* value) {
  char why[512];
  if (rd_kafka_conf_set(conf, key, value, why, sizeof(why)) != RD_KAFKA_CONF_OK) die(key, why);
}

static rd_kafka_t* make(rd_kafka_type_t type, rd_kafka_conf_t* conf) {
  char why[512];
  rd_kafka_t* rk = rd_kafka_new(type, conf, why, sizeof(why));
  if (!rk) die("rd_kafka_new", why);
  return rk;
}

static int by_size(const void* a, const void* b) {
  const int64_t left = *(const int64_t*)a;
  const int64_t right = *(const int64_t*)b;
  return (left > right) - (left < right);
}

int main(int argc, char** argv) {
  if (argc != 6) die("usage", "plain_latency BOOTSTRAP TOPIC RECORDS SIZE RATE");
  const long records = atol(argv[3]);
  const size_t size = (size_t)atol(argv[4]);
  const double rate = atof(argv[5]);

  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", argv[1]);
  set(conf, "group.id", "plain-latency");
  set(conf, "enable.auto.commit", "false");
  rd_kafka_t* consumer = make(RD_KAFKA_CONSUMER, conf);
  rd_kafka_poll_set_consumer(consumer);
  int64_t first = 0;
  int64_t end = 0;
  if (rd_kafka_query_watermark_offsets(consumer, argv[2], 0, &first, &end, timeout_ms) != 0)
    die("offsets", argv[2]);
  rd_kafka_topic_partition_list_t* partitions = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(partitions, argv[2], 0)->offset = end;
  rd_kafka_assign(consumer, partitions);

  conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", argv[1]);
  set(conf, "enable.idempotence", "true");
  set(conf, "linger.ms", "0");
  rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_DR);
  rd_kafka_t* producer = make(RD_KAFKA_PRODUCER, conf);
  rd_kafka_queue_t* reports = rd_kafka_queue_get_main(producer);
  rd_kafka_topic_t* topic = rd_kafka_topic_new(producer, argv[2], NULL);

  char* payload = malloc(size + 1);
  memset(payload, 'x', size);
  int64_t* latencies = malloc(sizeof(int64_t) * (size_t)records);
  const int64_t start = now_ns();
  for (long i = 0; i < records; ++i) {
    const int64_t turn = start + (int64_t)((double)i / rate * 1e9);
    if (now_ns() < turn) sleep_until(turn);
    if (rd_kafka_produce(topic, 0, RD_KAFKA_MSG_F_COPY, payload, size, NULL, 0, NULL) != 0)
      die("rd_kafka_produce", rd_kafka_err2str(rd_kafka_last_error()));
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, timeout_ms);
    if (!message || message->err) die("read", "nothing, or an error");
    rd_kafka_message_destroy(message);
    rd_kafka_event_t* event = NULL;
    while (rd_kafka_event_type(event) != RD_KAFKA_EVENT_DR) {
      if (event) rd_kafka_event_destroy(event);
      event = rd_kafka_queue_poll(reports, timeout_ms);
      if (!event) die("acknowledgement", "none");
    }
    rd_kafka_event_destroy(event);
    latencies[i] = now_ns() - turn;
  }
  qsort(latencies, (size_t)records, sizeof(int64_t), by_size);
  printf("%ld %.6f %.6f\n", records, (double)latencies[records / 2] / 1e6,
         (double)latencies[records * 99 / 100] / 1e6);
  free(latencies);
  free(payload);
  rd_kafka_topic_partition_list_destroy(partitions);
  rd_kafka_topic_destroy(topic);
  rd_kafka_queue_destroy(reports);
  rd_kafka_destroy(producer);
  rd_kafka_consumer_close(consumer);
  rd_kafka_destroy(consumer);
  return 0;
}
