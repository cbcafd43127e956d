#include "core/config_keys.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

// Facts from the configuration references of Kafka's Java clients and of librdkafka
// (CONFIGURATION.md).

namespace kpp::core {
namespace {

constexpr auto any = KeyScope::any;
constexpr auto producer = KeyScope::producer;
constexpr auto consumer = KeyScope::consumer;
constexpr auto java_only = KeyScope::java_only;
constexpr std::int64_t i32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t i64 = std::numeric_limits<std::int64_t>::max();

constexpr KeyInfo text(std::string_view name, std::string_view alias, KeyScope scope) {
  return {name, alias, KeyKind::text, scope, false, 0, 0, {}};
}
constexpr KeyInfo secret(std::string_view name, std::string_view alias, KeyScope scope) {
  return {name, alias, KeyKind::text, scope, true, 0, 0, {}};
}
constexpr KeyInfo boolean(std::string_view name, std::string_view alias, KeyScope scope) {
  return {name, alias, KeyKind::boolean, scope, false, 0, 0, {}};
}
constexpr KeyInfo real(std::string_view name, std::string_view alias, KeyScope scope) {
  return {name, alias, KeyKind::real, scope, false, 0, 0, {}};
}
constexpr KeyInfo integer(std::string_view name, std::string_view alias, KeyScope scope,
                          std::int64_t min, std::int64_t max) {
  return {name, alias, KeyKind::integer, scope, false, min, max, {}};
}
constexpr KeyInfo choice(std::string_view name, std::string_view alias, KeyScope scope,
                         std::string_view choices) {
  return {name, alias, KeyKind::choice, scope, false, 0, 0, choices};
}

constexpr std::array keys{
    choice("acks", "request.required.acks", producer, "|all|-1|0|1|"),
    boolean("allow.auto.create.topics", "", consumer),
    integer("api.version.fallback.ms", "", any, 0, 604800000),
    boolean("api.version.request", "", any),
    integer("api.version.request.timeout.ms", "", any, 1, 300000),
    integer("auto.commit.interval.ms", "", consumer, 0, 86400000),
    text("auto.include.jmx.reporter", "", java_only),
    text("auto.offset.reset", "", consumer),
    integer("batch.num.messages", "", producer, 1, 1000000),
    integer("batch.size", "", producer, 0, i32),
    text("bootstrap.controllers", "", any),
    text("bootstrap.servers", "metadata.broker.list", any),
    choice("broker.address.family", "", any, "|any|v4|v6|"),
    integer("broker.address.ttl", "", any, 0, 86400000),
    text("broker.version.fallback", "", any),
    integer("buffer.memory", "", producer, 0, i64),
    text("builtin.features", "", any),
    boolean("check.crcs", "", consumer),
    choice("client.dns.lookup", "", any,
           "|use_all_dns_ips|resolve_canonical_bootstrap_servers_only|default|"),
    text("client.id", "", any),
    text("client.rack", "", any),
    integer("compression.gzip.level", "", producer, -1, 9),
    integer("compression.level", "", producer, -1, 22),
    integer("compression.lz4.level", "", producer, 1, 17),
    choice("compression.type", "compression.codec", producer, "|none|gzip|snappy|lz4|zstd|"),
    integer("compression.zstd.level", "", producer, -131072, 22),
    text("config.providers", "", java_only),
    integer("connections.max.idle.ms", "", any, -1, i32),
    integer("coordinator.query.interval.ms", "", consumer, 1, 3600000),
    text("debug", "", any),
    integer("default.api.timeout.ms", "", any, 0, i32),
    integer("delivery.timeout.ms", "message.timeout.ms", producer, 0, i32),
    boolean("enable.auto.commit", "", consumer),
    boolean("enable.gapless.guarantee", "", producer),
    boolean("enable.idempotence", "", producer),
    boolean("enable.metrics.push", "", any),
    boolean("enable.partition.eof", "", consumer),
    boolean("enable.sasl.oauthbearer.unsecure.jwt", "", any),
    boolean("enable.ssl.certificate.verification", "", any),
    boolean("exclude.internal.topics", "", consumer),
    integer("fetch.error.backoff.ms", "", consumer, 0, 300000),
    integer("fetch.max.bytes", "", consumer, 0, 2147483135),
    integer("fetch.max.wait.ms", "fetch.wait.max.ms", consumer, 0, 300000),
    integer("fetch.min.bytes", "", consumer, 0, 100000000),
    integer("fetch.queue.backoff.ms", "", consumer, 0, 300000),
    text("group.id", "", consumer),
    text("group.instance.id", "", consumer),
    choice("group.protocol", "", consumer, "|classic|consumer|"),
    text("group.protocol.type", "", consumer),
    text("group.remote.assignor", "", consumer),
    integer("heartbeat.interval.ms", "", consumer, 1, 3600000),
    text("https.ca.location", "", any),
    text("interceptor.classes", "", java_only),
    text("internal.leave.group.on.close", "", java_only),
    integer("internal.termination.signal", "", any, 0, 128),
    choice("isolation.level", "", consumer, "|read_committed|read_uncommitted|"),
    text("key.deserializer", "", java_only),
    text("key.serializer", "", java_only),
    real("linger.ms", "queue.buffering.max.ms", producer),
    boolean("log.connection.close", "", any),
    boolean("log.thread.name", "", any),
    integer("log_level", "", any, 0, 7),
    integer("max.block.ms", "", producer, 0, i64),
    integer("max.in.flight.requests.per.connection", "max.in.flight", producer, 1, 1000000),
    integer("max.partition.fetch.bytes", "fetch.message.max.bytes", consumer, 1, 1000000000),
    integer("max.poll.interval.ms", "", consumer, 1, 86400000),
    integer("max.poll.records", "", consumer, 1, i32),
    integer("max.request.size", "", producer, 0, i32),
    integer("message.copy.max.bytes", "", producer, 0, 1000000000),
    integer("message.max.bytes", "", any, 1000, 1000000000),
    integer("metadata.max.age.ms", "", any, 1, 86400000),
    text("metadata.max.idle.ms", "", java_only),
    integer("metadata.recovery.rebootstrap.trigger.ms", "", any, 0, i32),
    choice("metadata.recovery.strategy", "", any, "|none|rebootstrap|"),
    text("metric.reporters", "", java_only),
    text("metrics.num.samples", "", java_only),
    text("metrics.recording.level", "", java_only),
    text("metrics.sample.window.ms", "", java_only),
    text("partition.assignment.strategy", "", consumer),
    text("partitioner", "", producer),
    text("partitioner.adaptive.partitioning.enable", "", java_only),
    text("partitioner.availability.timeout.ms", "", java_only),
    text("partitioner.class", "", java_only),
    text("partitioner.ignore.keys", "", java_only),
    integer("queue.buffering.backpressure.threshold", "", producer, 1, 1000000),
    integer("queue.buffering.max.kbytes", "", producer, 1, i32),
    integer("queue.buffering.max.messages", "", producer, 0, i32),
    integer("queued.max.messages.kbytes", "", consumer, 1, 2097151),
    integer("queued.min.messages", "", consumer, 1, 10000000),
    integer("receive.buffer.bytes", "socket.receive.buffer.bytes", any, -1, 100000000),
    integer("receive.message.max.bytes", "", any, 1000, i32),
    integer("reconnect.backoff.max.ms", "", any, 0, 3600000),
    integer("reconnect.backoff.ms", "", any, 0, 3600000),
    integer("request.timeout.ms", "", any, 1, 900000),
    integer("retries", "message.send.max.retries", any, 0, i32),
    integer("retry.backoff.max.ms", "", any, 0, 300000),
    integer("retry.backoff.ms", "", any, 0, 300000),
    text("sasl.client.callback.handler.class", "", java_only),
    secret("sasl.jaas.config", "", any),
    text("sasl.kerberos.keytab", "", any),
    text("sasl.kerberos.kinit.cmd", "", any),
    integer("sasl.kerberos.min.time.before.relogin", "", any, 0, 86400000),
    text("sasl.kerberos.principal", "", any),
    text("sasl.kerberos.service.name", "", any),
    text("sasl.kerberos.ticket.renew.jitter", "", java_only),
    text("sasl.kerberos.ticket.renew.window.factor", "", java_only),
    text("sasl.login.callback.handler.class", "", any),
    text("sasl.login.class", "", java_only),
    integer("sasl.login.connect.timeout.ms", "", any, 0, i32),
    integer("sasl.login.read.timeout.ms", "", any, 0, i32),
    text("sasl.login.refresh.buffer.seconds", "", java_only),
    text("sasl.login.refresh.min.period.seconds", "", java_only),
    text("sasl.login.refresh.window.factor", "", java_only),
    text("sasl.login.refresh.window.jitter", "", java_only),
    text("sasl.login.retry.backoff.max.ms", "", java_only),
    text("sasl.login.retry.backoff.ms", "", java_only),
    text("sasl.mechanism", "sasl.mechanisms", any),
    text("sasl.oauthbearer.client.id", "sasl.oauthbearer.client.credentials.client.id", any),
    secret("sasl.oauthbearer.client.secret", "sasl.oauthbearer.client.credentials.client.secret",
           any),
    secret("sasl.oauthbearer.config", "", any),
    text("sasl.oauthbearer.expected.audience", "", java_only),
    text("sasl.oauthbearer.expected.issuer", "", java_only),
    text("sasl.oauthbearer.extensions", "", any),
    boolean("sasl.oauthbearer.header.urlencode", "", any),
    text("sasl.oauthbearer.jwks.endpoint.url", "", java_only),
    text("sasl.oauthbearer.jwt.retriever.class", "", any),
    text("sasl.oauthbearer.jwt.validator.class", "", java_only),
    choice("sasl.oauthbearer.method", "", any, "|default|oidc|"),
    text("sasl.oauthbearer.scope", "", any),
    text("sasl.oauthbearer.scope.claim.name", "", java_only),
    text("sasl.oauthbearer.sub.claim.name", "", any),
    text("sasl.oauthbearer.token.endpoint.url", "", any),
    secret("sasl.password", "", any),
    text("sasl.username", "", any),
    choice("security.protocol", "", any, "|plaintext|ssl|sasl_plaintext|sasl_ssl|"),
    text("security.providers", "", java_only),
    integer("send.buffer.bytes", "socket.send.buffer.bytes", any, -1, 100000000),
    integer("session.timeout.ms", "", consumer, 1, 3600000),
    text("share.acknowledgement.mode", "", java_only),
    integer("socket.connection.setup.timeout.max.ms", "", any, 1000, i32),
    integer("socket.connection.setup.timeout.ms", "", any, 1000, i32),
    boolean("socket.keepalive.enable", "", any),
    integer("socket.max.fails", "", any, 0, 1000000),
    boolean("socket.nagle.disable", "", any),
    integer("socket.timeout.ms", "", any, 10, 300000),
    text("ssl.ca.location", "", any),
    text("ssl.certificate.location", "", any),
    text("ssl.cipher.suites", "", any),
    text("ssl.crl.location", "", any),
    text("ssl.curves.list", "", any),
    text("ssl.enabled.protocols", "", any),
    choice("ssl.endpoint.identification.algorithm", "", any, "|none|https|"),
    text("ssl.engine.factory.class", "", java_only),
    text("ssl.key.location", "", any),
    secret("ssl.key.password", "", any),
    text("ssl.keymanager.algorithm", "", java_only),
    text("ssl.keystore.certificate.chain", "ssl.certificate.pem", any),
    secret("ssl.keystore.key", "ssl.key.pem", any),
    text("ssl.keystore.location", "", any),
    secret("ssl.keystore.password", "", any),
    text("ssl.keystore.type", "", any),
    text("ssl.protocol", "", java_only),
    text("ssl.provider", "", java_only),
    text("ssl.providers", "", any),
    text("ssl.secure.random.implementation", "", java_only),
    text("ssl.sigalgs.list", "", any),
    text("ssl.trustmanager.algorithm", "", java_only),
    text("ssl.truststore.certificates", "ssl.ca.pem", any),
    text("ssl.truststore.location", "", any),
    secret("ssl.truststore.password", "", any),
    text("ssl.truststore.type", "", any),
    integer("statistics.interval.ms", "", any, 0, 86400000),
    integer("sticky.partitioning.linger.ms", "", producer, 0, 900000),
    text("topic.blacklist", "", any),
    integer("topic.metadata.propagation.max.ms", "", any, 0, 3600000),
    integer("topic.metadata.refresh.fast.interval.ms", "", any, 1, 60000),
    integer("topic.metadata.refresh.interval.ms", "", any, -1, 3600000),
    boolean("topic.metadata.refresh.sparse", "", any),
    integer("transaction.timeout.ms", "", producer, 1000, i32),
    text("transaction.two.phase.commit.enable", "", java_only),
    text("transactional.id", "", producer),
    text("value.deserializer", "", java_only),
    text("value.serializer", "", java_only),
};
static_assert(std::ranges::is_sorted(keys, {}, &KeyInfo::name));

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row.back();
}

}  // namespace

std::span<const KeyInfo> known_keys() noexcept {
  return keys;
}

const KeyInfo* find_key(std::string_view key) noexcept {
  const auto* by_name = std::ranges::lower_bound(keys, key, {}, &KeyInfo::name);
  if (by_name != keys.end() && by_name->name == key) return by_name;
  if (key.empty()) return nullptr;  // most keys have an empty alias
  const auto* by_alias = std::ranges::find(keys, key, &KeyInfo::alias);
  return by_alias != keys.end() ? by_alias : nullptr;
}

std::string_view nearest_key(std::string_view key) {
  std::string_view best;
  // Two slips in a short name, more in a long one: what a person would still recognise.
  std::size_t limit = std::max<std::size_t>(2, key.size() / 5) + 1;
  const auto consider = [&](std::string_view candidate) {
    if (candidate.empty()) return;
    const std::size_t distance = edit_distance(key, candidate);
    if (distance < limit) {
      limit = distance;
      best = candidate;
    }
  };
  for (const KeyInfo& info : keys) {
    consider(info.name);
    consider(info.alias);
  }
  return best;
}

}  // namespace kpp::core
