#include "client/rd_config.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "client/rd_error.hpp"
#include "client/rd_security.hpp"
#include "core/config_keys.hpp"
#include "kpp/version.hpp"

namespace kpp::client {
namespace {

tl::unexpected<Error> refuse(std::string text) {
  return fail(ErrorCode::invalid_config_value, std::move(text));
}

struct Rename {
  std::string_view key;
  std::string_view rd_key;
};

/// Same meaning, another name. Keys that are not here keep their name.
constexpr std::array renames{
    Rename{"fetch.max.wait.ms", "fetch.wait.max.ms"},
    Rename{"max.request.size", "message.max.bytes"},
    Rename{"receive.buffer.bytes", "socket.receive.buffer.bytes"},
    Rename{"send.buffer.bytes", "socket.send.buffer.bytes"},
    // Java asks for metadata again after this time; librdkafka calls that the refresh interval.
    Rename{"metadata.max.age.ms", "topic.metadata.refresh.interval.ms"},
};

/// Read by our own code, or without counterpart and harmless: a bound that Java needs for its own
/// threads.
constexpr std::array handled_elsewhere{
    std::string_view{"bootstrap.controllers"},
    std::string_view{"buffer.memory"},
    std::string_view{"compression.gzip.level"},
    std::string_view{"compression.lz4.level"},
    std::string_view{"compression.zstd.level"},
    std::string_view{"default.api.timeout.ms"},
    std::string_view{"enable.auto.commit"},
    std::string_view{"enable.partition.eof"},
    std::string_view{"exclude.internal.topics"},
    std::string_view{"max.block.ms"},
    std::string_view{"max.poll.records"},
    std::string_view{"request.timeout.ms"},
    std::string_view{"socket.connection.setup.timeout.max.ms"},
};

/// Internal to the clients here: another value would break a promise of theirs.
constexpr std::array reserved{
    std::string_view{"delivery.report.only.error"},
    std::string_view{"enable.auto.offset.store"},
    std::string_view{"log.queue"},
    std::string_view{"offset.store.method"},
};

std::string simple_class_name(std::string_view name) {
  return std::string(name.substr(name.rfind('.') + 1));
}

Result<std::string> assignors(std::string_view list) {
  std::string result;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string name(list.substr(0, comma));
    std::erase(name, ' ');
    list.remove_prefix(std::min(comma + 1, list.size()));
    const std::string simple = simple_class_name(name);
    if (simple == "RangeAssignor") name = "range";
    if (simple == "RoundRobinAssignor") name = "roundrobin";
    if (simple == "CooperativeStickyAssignor") name = "cooperative-sticky";
    if (simple == "StickyAssignor") {
      return refuse(
          "partition.assignment.strategy=" + name +
          ": librdkafka has no eager sticky assignor; use range, roundrobin or cooperative-sticky");
    }
    if (!result.empty()) result += ',';
    result += name;
  }
  return result;
}

/// With Java's words. librdkafka reads a port that is no number as 0, and of one that is too large the last 16 bits.
Result<void> check_bootstrap_servers(std::string_view list) {
  bool is_empty = true;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view entry = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    entry.remove_prefix(std::min(entry.find_first_not_of(" \t\r\n"), entry.size()));
    entry = entry.substr(0, entry.find_last_not_of(" \t\r\n") + 1);
    if (entry.empty()) continue;
    is_empty = false;
    const std::size_t colon = entry.rfind(':');
    const std::string_view digits =
        colon == std::string_view::npos ? std::string_view() : entry.substr(colon + 1);
    const bool is_number =
        !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number) return refuse("Invalid url in bootstrap.servers: " + std::string(entry));
    std::uint16_t port = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (read.ec != std::errc{} || port == 0)
      return refuse("Invalid port in bootstrap.servers: " + std::string(entry));
  }
  if (is_empty) return refuse("No resolvable bootstrap urls given in bootstrap.servers");
  return {};
}

/// Where a value is spelt differently.
Result<std::string> translate_value(std::string_view key, std::string value) {
  if (key == "auto.offset.reset") {
    if (value == "none") return "error";
    if (value.starts_with("by_duration")) {
      return refuse("auto.offset.reset=" + value + ": librdkafka knows earliest, latest and none");
    }
  } else if (key == "partition.assignment.strategy") {
    return assignors(value);
  } else if (key == "client.dns.lookup") {
    if (value == "default") return "use_all_dns_ips";
  } else if (key == "receive.buffer.bytes" || key == "send.buffer.bytes" ||
             key == "connections.max.idle.ms") {
    if (value == "-1") return "0";  // the system's own choice; never
  } else if (key == "batch.size" || key == "retry.backoff.ms") {
    if (value == "0") return "1";  // no batches, no rest: as near as librdkafka comes
  } else if (key == "metadata.max.age.ms") {
    constexpr std::int64_t longest = 3600000;
    std::int64_t ms = longest;
    std::from_chars(value.data(), value.data() + value.size(), ms);
    return std::to_string(std::min(ms, longest));
  }
  return value;
}

bool meant_for_the_other(const core::KeyInfo* info, ClientKind kind) {
  if (info == nullptr) return false;
  return kind == ClientKind::producer ? info->scope == core::KeyScope::consumer
                                      : info->scope == core::KeyScope::producer;
}

/// Java has one timeout for a request; librdkafka has one for the socket and one for the
/// acknowledgement.
void translate_request_timeout(RdConfig& rd, const Config& config, ClientKind kind) {
  constexpr std::string_view key = "request.timeout.ms";
  if (!config.has(key)) return;
  const std::int64_t ms = number_or(config, key, 30000);
  if (kind == ClientKind::producer) rd.set(key, std::to_string(ms), key);
  if (!rd.has("socket.timeout.ms")) {
    rd.set("socket.timeout.ms", std::to_string(std::clamp<std::int64_t>(ms, 10, 300000)), key);
  }
}

void translate_compression_level(RdConfig& rd, const Config& config) {
  const std::string type = config.get_or("compression.type", "none");
  const std::string key = "compression." + type + ".level";
  if (const auto level = config.get(key); level && !rd.has("compression.level")) {
    rd.set("compression.level", *level, key);
  }
}

/// Whether the user's own settings rule idempotence out. Java then goes without, too (KIP-679).
bool contradicts_idempotence(const RdConfig& rd, const Config& config) {
  const std::string_view acks = rd.value_or("acks", "all");
  if (acks != "all" && acks != "-1") return true;
  if (number_or(config, "retries", 1) == 0) return true;
  return number_or(config, "max.in.flight.requests.per.connection", 5) > 5;
}

/// librdkafka's sentence without the value of a password.
std::string without_secret(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
    text.replace(at, secret.size(), "[hidden]");
    at += 8;
  }
  return text;
}

}  // namespace

void RdConfig::set(std::string_view key, std::string_view value, std::string_view origin) {
  properties.insert_or_assign(std::string(key),
                              RdProperty{std::string(value), std::string(origin)});
}

void RdConfig::set_default(std::string_view key, std::string_view value) {
  if (!has(key)) set(key, value, key);
}

std::string_view RdConfig::value_or(std::string_view key, std::string_view fallback) const {
  const auto found = properties.find(key);
  return found == properties.end() ? fallback : std::string_view(found->second.value);
}

std::string_view config_key(std::string_view rd_key) noexcept {
  const auto* rename = std::ranges::find(renames, rd_key, &Rename::rd_key);
  return rename != renames.end() ? rename->key : canonical_key(rd_key);
}

std::int64_t number_or(const Config& config, std::string_view key, std::int64_t fallback) {
  const auto text = config.get(key);
  if (!text) return fallback;
  std::int64_t value = fallback;
  std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

Result<RdConfig> translate(const Config& config, ClientKind kind) {
  RdConfig rd;
  rd.warnings = config.warnings_for(kind);
  if (config.get_or("bootstrap.servers", "").empty()) {
    return refuse("bootstrap.servers is not set");
  }
  if (auto checked = check_bootstrap_servers(config.get_or("bootstrap.servers", "")); !checked)
    return tl::unexpected(checked.error());
  for (const auto& [key, value] : config.entries()) {
    if (meant_for_the_other(core::find_key(key), kind)) continue;
    if (std::ranges::find(reserved, key) != reserved.end()) {
      return refuse("property '" + key + "' is managed by the client itself and cannot be set");
    }
    if (is_security_key(key)) continue;
    if (std::ranges::find(handled_elsewhere, key) != handled_elsewhere.end()) continue;
    auto translated = translate_value(key, value);
    if (!translated) return tl::unexpected(translated.error());
    const auto* rename = std::ranges::find(renames, key, &Rename::key);
    rd.set(rename != renames.end() ? rename->rd_key : std::string_view(key), *translated, key);
  }
  translate_request_timeout(rd, config, kind);
  if (auto done = translate_security(rd, config); !done) return tl::unexpected(done.error());
  rd.set_default("client.id", "kpp");
  // Java's pace. librdkafka also waits half of it before it follows a bootstrap address to the broker behind it.
  rd.set_default("reconnect.backoff.ms", "50");
  rd.set_default("reconnect.backoff.max.ms", "1000");
  // How a broker's metrics and request log name the client (KIP-511).
  rd.set_default("client.software.name", "kpp");
  rd.set_default("client.software.version",
                 std::string(version()) + "-librdkafka-" + std::string(rd_kafka_version_str()));
  return rd;
}

void add_producer_defaults(RdConfig& rd, const Config& config) {
  translate_compression_level(rd, config);
  // A transaction cannot do without; librdkafka then names the setting that is against it.
  const bool transactional = rd.has("transactional.id");
  const bool idempotent = transactional || !contradicts_idempotence(rd, config);
  rd.set_default("enable.idempotence", idempotent ? "true" : "false");
  rd.set_default("acks", "all");
  rd.set_default("partitioner", "murmur2_random");
  // As Java's: a record can wait for its batch and then for one answer, whatever the default says.
  std::int64_t delivery = std::max<std::int64_t>(
      120000, number_or(config, "linger.ms", 0) + number_or(config, "request.timeout.ms", 30000));
  // librdkafka wants an end of delivery before the transaction's own.
  if (transactional) {
    delivery = std::min(delivery, number_or(config, "transaction.timeout.ms", 60000));
    // A search for a group's coordinator that fails in an unexpected way goes on only when some connection comes or goes,
    // and the call of the application, which has no other bound, with it. So idle ones are given up after a while.
    rd.set_default("connections.max.idle.ms", "30000");
  }
  rd.set_default("delivery.timeout.ms", std::to_string(delivery));
  rd.set_default("message.max.bytes", "1048576");
  // librdkafka counts in KiB and, besides, in messages.
  const std::int64_t memory = number_or(config, "buffer.memory", 33554432);
  rd.set_default("queue.buffering.max.kbytes",
                 std::to_string(std::clamp<std::int64_t>(memory / 1024, 1, 2147483647)));
  rd.set_default("queue.buffering.max.messages", "500000");
}

void add_consumer_defaults(RdConfig& rd, const Config& config) {
  rd.set_default("isolation.level", "read_uncommitted");
  rd.set_default("auto.offset.reset", "latest");
  rd.set_default("allow.auto.create.topics", "true");
  rd.set_default("check.crcs", "true");
  // With many partitions librdkafka fills its queue with one fetch of 50 MiB and rests a second when it is full: a third of
  // the speed, and five times the memory. One fetch holds at least what one partition may give.
  const std::int64_t partition = number_or(config, "max.partition.fetch.bytes", 1048576);
  rd.set_default("fetch.max.bytes", std::to_string(std::max<std::int64_t>(8388608, partition)));
  rd.set_default("fetch.queue.backoff.ms", "10");
}

Result<ConfPtr> apply(const RdConfig& rd) {
  ConfPtr conf(rd_kafka_conf_new());
  std::array<char, 512> text{};
  for (const auto& [key, property] : rd.properties) {
    const rd_kafka_conf_res_t answer = rd_kafka_conf_set(
        conf.get(), key.c_str(), property.value.c_str(), text.data(), text.size());
    if (answer == RD_KAFKA_CONF_OK) continue;
    const bool secret = is_secret_key(key) || is_secret_key(property.origin);
    std::string why = secret ? without_secret(text.data(), property.value) : text.data();
    why.erase(why.find_last_not_of('\n') + 1);
    return refuse(property.origin + '=' + (secret ? "[hidden]" : property.value) + ": " + why);
  }
  return conf;
}

}  // namespace kpp::client
