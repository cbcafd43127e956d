"""confluent-kafka's side of the interop tests."""

import sys
import time

import confluent_kafka
from python_client import obey


class Client:
    def __init__(self, servers):
        self.servers = servers
        self.current = None

    def producer(self, config):
        self.close()
        self.current = confluent_kafka.Producer({"bootstrap.servers": self.servers, **config})
        if "transactional.id" in config:
            self.current.init_transactions(30)

    def send(self, topic, timestamp, key, value, headers):
        self.current.produce(topic, value, key, timestamp=timestamp, headers=headers, on_delivery=self.told)

    @staticmethod
    def told(error, _):
        if error is not None:
            raise confluent_kafka.KafkaException(error)

    def begin(self):
        self.current.begin_transaction()

    def commit(self):
        self.current.commit_transaction(30)

    def abort(self):
        # What is still queued would never be written, and this is about what was.
        self.current.flush(30)
        self.current.abort_transaction(30)

    def close(self):
        if self.current is not None and self.current.flush(30) != 0:
            raise RuntimeError("not delivered")

    def read(self, topic, isolation):
        consumer = confluent_kafka.Consumer(
            {"bootstrap.servers": self.servers, "group.id": "unused", "isolation.level": isolation}
        )
        consumer.assign([confluent_kafka.TopicPartition(topic, 0, confluent_kafka.OFFSET_BEGINNING)])
        end = time.monotonic() + 30
        try:
            while time.monotonic() < end:
                message = consumer.poll(1)
                if message is None:
                    continue
                if message.error():
                    raise confluent_kafka.KafkaException(message.error())
                yield message.timestamp()[1], message.key(), message.value(), message.headers() or []
        finally:
            consumer.close()


obey(Client(sys.argv[1]))
