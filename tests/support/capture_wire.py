#!/usr/bin/env python3
"""Captures what Kafka's Java tools and a real broker say to each other, as fixtures for the unit tests of the codec.

A proxy stands between the tools and one broker; every frame of a request that the library speaks is written down, with
the text of its content as Kafka's own schema files explain it. See tests/unit/captures/README.md.
"""

import argparse
import re
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from kafka_schema import Schemas

# What the library speaks: api key and versions.
SPOKEN = {
    2: (1, 11), 3: (4, 13), 8: (2, 9), 9: (2, 9), 10: (1, 6), 15: (0, 6), 16: (0, 5), 17: (1, 1), 18: (0, 4), 19: (2, 7),
    20: (1, 6), 32: (1, 4), 36: (0, 2), 37: (0, 3), 42: (0, 2), 46: (0, 0), 47: (0, 0), 60: (0, 2), 69: (0, 1), 75: (0, 0),
}
# What only AdminCalls.java makes them say.
SPOKEN_BY_CALLS = {
    13: (3, 5), 21: (0, 2), 22: (0, 6), 27: (1, 2), 29: (1, 3), 30: (1, 3), 31: (1, 3), 34: (1, 2), 35: (1, 5),
    38: (1, 3), 39: (1, 2), 40: (1, 2), 41: (1, 3), 43: (0, 2), 44: (0, 1), 45: (0, 1), 48: (0, 1), 49: (0, 1),
    50: (0, 0), 51: (0, 0), 55: (0, 2), 57: (0, 2), 61: (0, 0), 64: (0, 0), 65: (0, 0), 66: (0, 2), 74: (0, 1),
    77: (1, 1), 80: (0, 1), 81: (0, 0), 89: (0, 0), 90: (0, 1), 91: (0, 0), 92: (0, 0),
}
LOGIN = (17, 36)
KEEP_OF_EACH = 2
LARGEST_KEPT = 4000


class Proxy:
    """Passes frames on and keeps them. Makes the broker's own address read as the proxy's."""

    def __init__(self, port, broker):
        self.broker, self.port, self.frames, self.lock = broker, port, [], threading.Lock()
        host = broker[0].encode()
        self.theirs = host + struct.pack(">i", broker[1])
        self.ours = host + struct.pack(">i", port)
        self.listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            try:
                server = socket.create_connection(self.broker, timeout=120)
            except OSError:
                client.close()
                continue
            asked = {}
            threading.Thread(target=self.pump, args=(client, server, asked, True), daemon=True).start()
            threading.Thread(target=self.pump, args=(server, client, asked, False), daemon=True).start()

    def pump(self, source, sink, asked, is_request):
        try:
            while True:
                size = read_exactly(source, 4)
                frame = read_exactly(source, struct.unpack(">i", size)[0])
                self.keep(frame, asked, is_request)
                if not is_request:
                    frame = frame.replace(self.theirs, self.ours)
                sink.sendall(size + frame)
        except (OSError, EOFError):
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def keep(self, frame, asked, is_request):
        if is_request:
            key, version, correlation = struct.unpack_from(">hhi", frame)
            asked[correlation] = (key, version)
        else:
            key, version = asked.pop(struct.unpack_from(">i", frame)[0])
        with self.lock:
            self.frames.append((key, version, is_request, frame))


def read_exactly(source, size):
    data = b""
    while len(data) < size:
        more = source.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def classes(version):
    old = {"topics": "kafka.admin.TopicCommand", "groups": "kafka.admin.ConsumerGroupCommand",
           "offsets": "kafka.tools.GetOffsetShell", "configs": "kafka.admin.ConfigCommand",
           "reassign": "kafka.admin.ReassignPartitionsCommand", "cluster": "kafka.tools.ClusterTool",
           "consumer": "kafka.tools.ConsoleConsumer", "producer": "kafka.tools.ConsoleProducer"}
    if tuple(map(int, version.split("."))) < (3, 8):
        return old
    new = dict(old, topics="org.apache.kafka.tools.TopicCommand", cluster="org.apache.kafka.tools.ClusterTool",
               groups="org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
               offsets="org.apache.kafka.tools.GetOffsetShell",
               reassign="org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
               consumer="org.apache.kafka.tools.consumer.ConsoleConsumer")
    if version.startswith("4."):
        new["producer"] = "org.apache.kafka.tools.ConsoleProducer"
    return new


def scenario(tools, bootstrap, tools_version, broker_version):
    newest = tools_version.startswith("4.")
    topic, group, at = "captured", "captured-group", ["--bootstrap-server", bootstrap]
    tools.run("topics", *at, "--create", "--topic", topic, "--partitions", "2", "--replication-factor", "1",
              "--config", "retention.ms=3600000")
    tools.run("topics", *at, "--create", "--topic", topic, "--partitions", "2", "--replication-factor", "1", fails=True)
    tools.run("topics", *at, "--create", "--topic", "captured-assigned", "--replica-assignment", "1,1,1")
    tools.run("topics", *at, "--list")
    tools.run("topics", *at, "--alter", "--topic", topic, "--partitions", "3")
    tools.run("topics", *at, "--describe", "--topic", topic)
    tools.run("topics", *at, "--describe", "--topic", "no-such-topic", fails=True)
    tools.run("producer", "--broker-list", bootstrap, "--topic", topic, stdin="one\ntwo\nthree\n") if not newest else \
        tools.run("producer", *at, "--topic", topic, stdin="one\ntwo\nthree\n")
    tools.run("offsets", *(["--broker-list", bootstrap] if tools_version.startswith("2.") else at), "--topic", topic,
              "--time", "-2")
    tools.run("configs", *at, "--describe", "--entity-type", "topics", "--entity-name", topic)
    for protocol in ["classic", "consumer"] if broker_version.startswith("4.") and newest else ["classic"]:
        how = ["--consumer-property", "group.protocol=consumer"] if protocol == "consumer" else []
        member = tools.start("consumer", *at, "--topic", topic, "--group", group, "--from-beginning", *how)
        try:
            tools.wait_for_members(group)
            tools.run("groups", *at, "--list")
            tools.run("groups", *at, "--list", *(["--state"] if not tools_version.startswith("2.") else []))
            tools.run("groups", *at, "--describe", "--group", group)
            tools.run("groups", *at, "--describe", "--group", group, "--members", "--verbose")
            tools.run("groups", *at, "--delete", "--group", group, fails=True)
        finally:
            member.terminate()
            member.wait()
    tools.run("groups", *at, "--describe", "--group", group, "--offsets")
    tools.run("groups", *at, "--reset-offsets", "--group", group, "--topic", topic, "--to-earliest", "--execute")
    tools.run("groups", *at, "--delete-offsets", "--group", group, "--topic", topic + ":1")
    tools.run("groups", *at, "--delete", "--group", group)
    tools.run("groups", *at, "--delete", "--group", "no-such-group", fails=True)
    if not tools_version.startswith("2."):
        tools.run("cluster", "cluster-id", *at)
        tools.run("reassign", *at, "--list")
    if newest:
        tools.run("cluster", "list-endpoints", *at, "--include-fenced-brokers")
    tools.run("topics", *at, "--delete", "--topic", topic)
    tools.run("topics", *at, "--delete", "--topic", "captured-assigned")


def logins(tools, bootstrap, config):
    """One that succeeds, and one with another password."""
    tools.run("topics", "--bootstrap-server", bootstrap, "--command-config", config, "--list")
    with tempfile.NamedTemporaryFile("w", suffix=".properties") as wrong:
        with open(config) as right:
            wrong.write(re.sub('password="[^"]*"', 'password="wrong"', right.read()))
        wrong.flush()
        tools.run("topics", "--bootstrap-server", bootstrap, "--command-config", wrong.name, "--list", fails=True)


class Tools:
    def __init__(self, version, classpath, bootstrap):
        self.version, self.bootstrap = version, bootstrap
        self.classes = classes(version)
        self.java = ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classpath]

    def run(self, tool, *args, stdin="", fails=False):
        done = subprocess.run([*self.java, self.classes[tool], *args], input=stdin, text=True, timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0 and not fails:
            sys.exit(f"{tool} {' '.join(args)}: status {done.returncode}\n{done.stdout[-2000:]}")
        return done.stdout

    def run_source(self, file, *args):
        """A Java program of one file beside this one."""
        return subprocess.run([*self.java, str(Path(__file__).with_name(file)), *args], text=True, timeout=120, check=True,
                              stdout=subprocess.PIPE).stdout

    def start(self, tool, *args):
        return subprocess.Popen([*self.java, self.classes[tool], *args], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def wait_for_members(self, group):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            told = self.run("groups", "--bootstrap-server", self.bootstrap, "--describe", "--group", group, fails=True)
            if "console-consumer" in told or "consumer-" in told:
                return
        sys.exit(f"no member joined {group}")


def wrapped(data):
    text = data.hex()
    return "\n".join(text[i : i + 120] for i in range(0, len(text), 120))


def write(frames, spoken, schemas, out):
    kept, count = [], {}
    for key, version, is_request, frame in frames:
        low, high = spoken.get(key, (0, -1))
        kind = (key, version, is_request)
        if not low <= version <= high or len(frame) > LARGEST_KEPT or count.get(kind, 0) >= KEEP_OF_EACH:
            continue
        if is_request:
            asked_key, asked_version, text = schemas.text_of_request(frame)
            assert (asked_key, asked_version) == (key, version)
        else:
            text = schemas.text_of_response(frame, key, version)
        # Only what says something new: correlation ids differ in every frame.
        if any(old[:3] == kind and old[4] == text for old in kept):
            continue
        kept.append((*kind, frame, text))
        count[kind] = count.get(kind, 0) + 1
    kept.sort(key=lambda k: (schemas.name(k[0]), k[1], not k[2]))
    with open(out, "w") as file:
        for key, version, is_request, frame, text in kept:
            side = "request" if is_request else "response"
            file.write(f"{side} {schemas.name(key)} {key} {version}\n{wrapped(frame)}\n--\n{text}\n")
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--broker", required=True, help="host:port of a broker that may be written to")
    parser.add_argument("--broker-version", required=True)
    parser.add_argument("--tools-version", required=True)
    parser.add_argument("--classpath", required=True, help="class path of Kafka's tools of that version")
    parser.add_argument("--schemas", required=True, help="a kafka-clients jar; the newest knows all versions")
    parser.add_argument("--listen", type=int, required=True, help="port for the proxy")
    parser.add_argument("--calls", action="store_true", help="AdminCalls.java instead of the tools")
    parser.add_argument("--login", metavar="FILE", help="only log in, with these properties; the broker is a SASL_PLAINTEXT one")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()

    host, port = args.broker.rsplit(":", 1)
    proxy = Proxy(args.listen, (host, int(port)))
    bootstrap = f"127.0.0.1:{args.listen}"
    tools = Tools(args.tools_version, args.classpath, bootstrap)
    spoken = SPOKEN_BY_CALLS if args.calls else SPOKEN
    if args.calls:
        print(tools.run_source("AdminCalls.java", bootstrap), end="")
    elif args.login:
        logins(tools, bootstrap, args.login)
    else:
        scenario(tools, bootstrap, args.tools_version, args.broker_version)
    schemas = Schemas(args.schemas)
    frames = [frame for frame in list(proxy.frames) if not args.login or frame[0] in LOGIN]
    kept = write(frames, spoken, schemas, args.out)
    print(f"{args.out}: {len(kept)} of {len(proxy.frames)} frames")
    seen = {schemas.name(k[0]) for k in kept}
    missing = sorted(schemas.name(k) for k in spoken if schemas.name(k) not in seen)
    if missing and not args.login:
        print("not seen: " + ", ".join(missing))


if __name__ == "__main__":
    main()
