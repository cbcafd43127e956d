"""kafka-python's side of the interop tests."""

import sys

import kafka
from python_client import obey


class Client:
    def __init__(self, servers):
        self.servers = servers
        self.current = None
        self.sent = []

    def producer(self, config):
        self.close()
        settings = {name.replace(".", "_"): value for name, value in config.items()}
        kind = settings.pop("compression_type", "none")
        self.current = kafka.KafkaProducer(
            bootstrap_servers=self.servers, compression_type=None if kind == "none" else kind, **settings
        )
        if "transactional.id" in config:
            self.current.init_transactions()

    def send(self, topic, timestamp, key, value, headers):
        self.sent.append(
            self.current.send(topic, value, key, headers=headers, timestamp_ms=timestamp)
        )

    def delivered(self):
        for future in self.sent:
            future.get(timeout=30)
        self.sent = []

    def begin(self):
        self.current.begin_transaction()

    def commit(self):
        self.current.commit_transaction()
        self.delivered()

    def abort(self):
        self.current.flush()
        self.delivered()
        self.current.abort_transaction()

    def close(self):
        if self.current is not None:
            self.current.flush()
            self.delivered()
            self.current.close()

    def read(self, topic, isolation):
        consumer = kafka.KafkaConsumer(
            bootstrap_servers=self.servers, isolation_level=isolation, auto_offset_reset="earliest",
            consumer_timeout_ms=30000,
        )  # fmt: skip
        try:
            consumer.assign([kafka.TopicPartition(topic, 0)])
            for message in consumer:
                yield message.timestamp, message.key, message.value, message.headers
        finally:
            consumer.close()


obey(Client(sys.argv[1]))
