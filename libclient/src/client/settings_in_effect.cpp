#include "client/settings_in_effect.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "client/rd_config.hpp"
#include "core/config_keys.hpp"

namespace kpp::client {
namespace {

/// The client's own wiring, and what is for librdkafka's tests.
bool is_internal(std::string_view key) {
  constexpr std::array names{
      std::string_view{"builtin.features"},
      std::string_view{"default_topic_conf"},
      std::string_view{"delivery.report.only.error"},
      std::string_view{"enable.auto.offset.store"},
      std::string_view{"enabled_events"},
      std::string_view{"interceptors"},
      std::string_view{"internal.termination.signal"},
      std::string_view{"log.queue"},
      std::string_view{"msg_order_cmp"},
      std::string_view{"offset.store.method"},
      std::string_view{"opaque"},
      std::string_view{"ssl_engine_callback_data"},
      // Of all topics that it knows: of no use, since those that are in use are asked for more often.
      std::string_view{"metadata.max.age.ms"},
  };
  return key.ends_with("_cb") || key.starts_with("ut_") || key.starts_with("test.") ||
         std::ranges::find(names, key) != names.end();
}

/// What the topics' defaults have for a consumer although the catalogue does not.
bool is_consumers(std::string_view key) {
  return key.starts_with("auto.commit.") || key.starts_with("consume.") ||
         key.starts_with("offset.store.");
}

bool is_for(ClientKind kind, std::string_view key) {
  const core::KeyInfo* info = core::find_key(key);
  if (info == nullptr) return kind == ClientKind::consumer || !is_consumers(key);
  const auto other =
      kind == ClientKind::producer ? core::KeyScope::consumer : core::KeyScope::producer;
  return info->scope != other;
}

/// As Kafka's documentation writes it.
std::string_view usual_value(std::string_view name, std::string_view value) {
  if (name == "acks" && value == "-1") return "all";
  if (name == "auto.offset.reset" && value == "largest") return "latest";
  if (name == "auto.offset.reset" && value == "smallest") return "earliest";
  return value;
}

void add(std::map<std::string, std::string>& settings, const char** dump, std::size_t count,
         ClientKind kind) {
  for (std::size_t i = 0; i + 1 < count; i += 2) {
    const std::string_view key = dump[i];
    const std::string_view value = dump[i + 1];
    if (value.empty() || is_internal(key) || !is_for(kind, key)) continue;
    const std::string_view name = config_key(key);
    settings.emplace(name, is_secret_key(key) ? "[hidden]" : usual_value(name, value));
  }
  rd_kafka_conf_dump_free(dump, count);
}

}  // namespace

std::map<std::string, std::string> settings_in_effect(rd_kafka_t* rk, ClientKind kind) {
  // A dump only reads, and so does the look at the topics' defaults; librdkafka's declarations do not say so.
  auto* const conf = const_cast<rd_kafka_conf_t*>(rd_kafka_conf(rk));
  std::map<std::string, std::string> settings;
  std::size_t count = 0;
  const char** dump = rd_kafka_conf_dump(conf, &count);
  add(settings, dump, count, kind);
  if (rd_kafka_topic_conf_t* topic = rd_kafka_conf_get_default_topic_conf(conf)) {
    dump = rd_kafka_topic_conf_dump(topic, &count);
    add(settings, dump, count, kind);
  }
  return settings;
}

}  // namespace kpp::client
