/* The limit that kafka-producer-perf-test is measured against: librdkafka and nothing else.
 *
 *   plain_produce BOOTSTRAP TOPIC RECORDS SIZE [KEY=VALUE...]
 *
 * Sends RECORDS values of SIZE letters as fast as possible and waits for all reports, which are read
 * in batches on a second thread, as the library does. Two words may stand in the place of a property:
 * MOVED=1 makes each record a fresh buffer that librdkafka frees, instead of one that it copies, and
 * KEYS=N gives each one of N keys. Prints one line: records, seconds, records a second. */
#include <librdkafka/rdkafka.h>
#include <pthread.h>
#include <stdint.h>
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
  fprintf(stderr, "plain_produce: %s: %s\n", what, why);
  exit(1);
}

static void set(rd_kafka_conf_t* conf, const char* key, const char* value) {
  char why[512];
  if (rd_kafka_conf_set(conf, key, value, why, sizeof(why)) != RD_KAFKA_CONF_OK) die(key, why);
}

/* The cheapest letters there are: eight from each step of a generator. */
static void fill(char* payload, size_t size, uint64_t* state) {
  for (size_t at = 0; at < size; at += 8) {
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z ^= z >> 27;
    const uint64_t lanes = 0x00FF00FF00FF00FFu;
    const uint64_t even = (((z & lanes) * 26) >> 8) & lanes;
    const uint64_t odd = ((((z >> 8) & lanes) * 26) >> 8) & lanes;
    z = (even | (odd << 8)) + 0x4141414141414141u;
    memcpy(payload + at, &z, sizeof(z));
  }
}

/* A key in decimal digits, written from its end. Answers how long it is. */
static size_t write_key(char* key, uint64_t* state, uint64_t keys) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  uint64_t left = (z ^ (z >> 27)) % keys;
  char digits[24];
  size_t size = 0;
  do {
    digits[sizeof(digits) - ++size] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  memcpy(key, digits + sizeof(digits) - size, size);
  return size;
}

struct reports {
  rd_kafka_queue_t* queue;
  long expected;
  long failed;
};

static void* read_reports(void* opaque) {
  struct reports* reports = opaque;
  long seen = 0;
  while (seen < reports->expected) {
    rd_kafka_event_t* event = rd_kafka_queue_poll(reports->queue, 1000);
    if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_DR) {
      const rd_kafka_message_t* message;
      while ((message = rd_kafka_event_message_next(event)) != NULL) {
        ++seen;
        if (message->err) ++reports->failed;
      }
    }
    if (event) rd_kafka_event_destroy(event);
  }
  return NULL;
}

int main(int argc, char** argv) {
  if (argc < 5) die("usage", "plain_produce BOOTSTRAP TOPIC RECORDS SIZE [KEY=VALUE...]");
  const long records = atol(argv[3]);
  const size_t size = (size_t)atol(argv[4]);
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", argv[1]);
  set(conf, "enable.idempotence", "true");
  int moved = 0;
  uint64_t keys = 0;
  for (int i = 5; i < argc; ++i) {
    if (strncmp(argv[i], "KEYS=", 5) == 0) {
      keys = strtoull(argv[i] + 5, NULL, 10);
      set(conf, "partitioner", "murmur2_random"); /* Kafka's, which is the library's, too */
      continue;
    }
    if (strcmp(argv[i], "MOVED=1") == 0) {
      moved = 1;
      continue;
    }
    char* equals = strchr(argv[i], '=');
    if (!equals) die(argv[i], "no '='");
    *equals = '\0';
    set(conf, argv[i], equals + 1);
  }
  rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_DR);

  const double start = now();
  char why[512];
  rd_kafka_t* rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof(why));
  if (!rk) die("rd_kafka_new", why);
  rd_kafka_topic_t* topic = rd_kafka_topic_new(rk, argv[2], NULL);
  struct reports reports = {rd_kafka_queue_get_main(rk), records, 0};
  pthread_t reader;
  if (pthread_create(&reader, NULL, read_reports, &reports) != 0) die("pthread_create", "failed");

  char* payload = malloc(size + 8);
  uint64_t state = 0;
  uint64_t draw = 1;
  for (long i = 0; i < records; ++i) {
    fill(payload, size, &state);
    char* sent = moved ? memcpy(malloc(size), payload, size) : payload;
    const int flags = moved ? RD_KAFKA_MSG_F_FREE : RD_KAFKA_MSG_F_COPY;
    char key[24];
    const size_t key_size = keys > 0 ? write_key(key, &draw, keys) : 0;
    while (rd_kafka_produce(topic, RD_KAFKA_PARTITION_UA, flags, sent, size,
                            key_size > 0 ? key : NULL, key_size, NULL) != 0) {
      if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL)
        die("rd_kafka_produce", rd_kafka_err2str(rd_kafka_last_error()));
      const struct timespec moment = {0, 1000000};
      nanosleep(&moment, NULL);
    }
  }
  rd_kafka_flush(rk, 120000);
  pthread_join(reader, NULL);
  const double seconds = now() - start;
  printf("%ld %.6f %.1f\n", records, seconds, (double)records / seconds);
  free(payload);
  rd_kafka_queue_destroy(reports.queue);
  rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(rk);
  return reports.failed == 0 ? 0 : 1;
}
