// Settings, quotas and passwords on a real broker. What an older one lacks it must be said to lack.
#include <doctest/doctest.h>

#include <map>

#include "admin_broker_case.hpp"

using namespace kpp;
using namespace kpp::test;

namespace {

ConfigEntry setting(Admin& admin, const ConfigResource& resource, const std::string& name) {
  DescribeConfigsOptions all;
  all.include_synonyms = true;
  all.include_documentation = true;
  const auto described = admin.describe_configs({&resource, 1}, all);
  REQUIRE(described);
  REQUIRE(described->all_ok());
  const auto& entries = *described->begin()->second;
  const auto found = std::ranges::find(entries, name, &ConfigEntry::name);
  return found == entries.end() ? ConfigEntry{} : *found;
}

Result<void> alter(Admin& admin, const ConfigResource& resource, std::vector<ConfigChange> changes,
                   bool validate_only = false) {
  const ConfigAlteration alteration{resource, std::move(changes)};
  AlterConfigsOptions options;
  options.validate_only = validate_only;
  const auto altered = admin.alter_configs({&alteration, 1}, options);
  if (!altered) return fail(altered.error());
  return altered->begin()->second;
}

std::string broker_id(Admin& admin) {
  const auto cluster = admin.describe_cluster();
  REQUIRE(cluster);
  return std::to_string(cluster->nodes.at(0).id);
}

/// Whether the answer is that the broker does not know the request, or not all of it.
template <class Answer>
bool lacks(const Answer& answer) {
  const Error* error = nullptr;
  if (!answer) {
    error = &answer.error();
  } else if constexpr (requires { answer->first_error(); }) {
    error = answer->first_error();
  }
  if (error == nullptr || error->code() != ErrorCode::unsupported_by_broker) return false;
  const std::string& sentence = error->message();
  CHECK((sentence.find(" does not have ") != std::string::npos ||
         sentence.find(" cannot carry ") != std::string::npos));
  return true;
}

}  // namespace

TEST_CASE("settings of a topic: set, appended to, subtracted from, taken away (KIP-339)") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  const ConfigResource resource{ConfigResourceType::topic, topic.name()};
  const auto now = [&](const std::string& name) { return setting(admin, resource, name); };

  REQUIRE(alter(admin, resource, {ConfigChange::set("retention.ms", "777777")}, true));
  std::this_thread::sleep_for(100ms);
  CHECK(now("retention.ms").value != "777777");

  REQUIRE(alter(admin, resource,
                {ConfigChange::set("retention.ms", "777777"),
                 ConfigChange::set("cleanup.policy", "delete")}));
  CHECK(eventually([&] { return now("retention.ms").value == "777777"; }));
  REQUIRE(alter(admin, resource, {ConfigChange::append("cleanup.policy", "compact")}));
  CHECK(eventually([&] { return now("cleanup.policy").value == "delete,compact"; }));
  const ConfigEntry policy = now("cleanup.policy");
  CHECK(policy.source == ConfigSource::dynamic_topic);
  REQUIRE(policy.synonyms.size() > 1);
  CHECK(policy.synonyms[0].source == ConfigSource::dynamic_topic);
  // KIP-569, brokers from 2.6.
  CHECK((policy.type == ConfigType::list || policy.type == ConfigType::unknown));
  CHECK(policy.documentation.has_value() == (policy.type == ConfigType::list));

  REQUIRE(alter(
      admin, resource,
      {ConfigChange::subtract("cleanup.policy", "delete"), ConfigChange::remove("retention.ms")}));
  CHECK(eventually([&] { return now("cleanup.policy").value == "compact"; }));
  CHECK(now("retention.ms").source != ConfigSource::dynamic_topic);

  const Result<void> refused =
      alter(admin, resource, {ConfigChange::set("retention.ms", "for ever")});
  REQUIRE_FALSE(refused);
  const ErrorCode why = refused.error().code();
  CHECK(
      (why == ErrorCode::invalid_config || why == ErrorCode::invalid_request));  // 2.5: the latter
}

TEST_CASE("settings of many resources: each has its own answer") {
  Admin admin = make_admin();
  const Topic topic(admin, 1);
  const std::string broker = broker_id(admin);
  const std::vector<ConfigChange> more_threads{ConfigChange::set("log.cleaner.threads", "2")};
  const ConfigAlteration alterations[] = {
      {{ConfigResourceType::topic, topic.name()}, {ConfigChange::set("segment.ms", "777777")}},
      {{ConfigResourceType::topic, unique("never")}, {ConfigChange::set("segment.ms", "777777")}},
      {{ConfigResourceType::broker, broker}, more_threads},
      {{ConfigResourceType::broker, ""}, more_threads},
      {{ConfigResourceType::broker, "77"}, more_threads},
      {{ConfigResourceType::broker_logger, broker},
       {ConfigChange::set("kafka.server.ReplicaManager", "INFO")}}};
  AlterConfigsOptions check_only;
  check_only.validate_only = true;
  const auto results = admin.alter_configs(alterations, check_only);
  REQUIRE(results);
  std::vector<bool> fine;
  for (const auto& [resource, done] : *results) fine.push_back(done.has_value());
  CHECK(fine == std::vector<bool>{true, false, true, true, false, true});
}

TEST_CASE("log levels of a broker") {
  Admin admin = make_admin();
  const ConfigResource loggers{ConfigResourceType::broker_logger, broker_id(admin)};
  const char* logger = "kafka.server.ReplicaManager";
  REQUIRE(alter(admin, loggers, {ConfigChange::set(logger, "DEBUG")}));
  CHECK(eventually([&] { return setting(admin, loggers, logger).value == "DEBUG"; }));
  CHECK(setting(admin, loggers, logger).source == ConfigSource::dynamic_broker_logger);
  REQUIRE(alter(admin, loggers, {ConfigChange::remove(logger)}));
  CHECK(eventually([&] { return setting(admin, loggers, logger).value != "DEBUG"; }));
}

TEST_CASE("settings of groups and client metrics are listed where there are some (KIP-1142)") {
  Admin admin = make_admin();
  const auto before = admin.list_config_resources();
  if (lacks(before)) return;
  const ConfigResource group{ConfigResourceType::group, unique("group")};
  const ConfigResource metrics{ConfigResourceType::client_metrics, unique("metrics")};
  REQUIRE(alter(admin, group, {ConfigChange::set("consumer.session.timeout.ms", "50000")}));
  REQUIRE(alter(admin, metrics, {ConfigChange::set("interval.ms", "5000")}));
  const ConfigResourceType both[] = {ConfigResourceType::group, ConfigResourceType::client_metrics};
  CHECK(eventually([&] {
    const auto listed = admin.list_config_resources(both);
    return listed && std::ranges::find(*listed, group) != listed->end() &&
           std::ranges::find(*listed, metrics) != listed->end();
  }));
  CHECK(setting(admin, group, "consumer.session.timeout.ms").source == ConfigSource::dynamic_group);
  CHECK(setting(admin, metrics, "interval.ms").source == ConfigSource::dynamic_client_metrics);
  CHECK(alter(admin, group, {ConfigChange::remove("consumer.session.timeout.ms")}));
  CHECK(alter(admin, metrics, {ConfigChange::remove("interval.ms")}));
}

TEST_CASE("quotas: set, described by filter, taken away (KIP-546)") {
  Admin admin = make_admin();
  const std::string user = unique("user");
  const QuotaEntity client{{{quota_user, user}, {quota_client_id, "c"}}};
  const QuotaEntity other_clients{{{quota_user, user}, {quota_client_id, std::nullopt}}};
  const QuotaAlteration set[] = {
      {client, {{"producer_byte_rate", 1024}, {"request_percentage", 12.5}}},
      {other_clients, {{"consumer_byte_rate", 2048}}}};
  AlterQuotasOptions check_only;
  check_only.validate_only = true;
  if (lacks(admin.alter_client_quotas(set, check_only))) return;
  const auto described = [&](QuotaFilter filter) {
    std::map<QuotaEntity, std::map<std::string, double>> found;
    const auto quotas = admin.describe_client_quotas(filter);
    REQUIRE(quotas);
    for (const ClientQuotas& each : *quotas)
      found[each.entity].insert(each.values.begin(), each.values.end());
    return found;
  };
  using Component = QuotaFilter::Component;
  const QuotaFilter of_user{{Component::exact(quota_user, user)}, false};
  CHECK(described(of_user).empty());

  REQUIRE(admin.alter_client_quotas(set)->all_ok());
  CHECK(eventually([&] { return described(of_user).size() == 2; }));
  CHECK(described(of_user)[client] ==
        std::map<std::string, double>{{"producer_byte_rate", 1024}, {"request_percentage", 12.5}});
  CHECK(described({{Component::exact(quota_user, user)}, true}).empty());
  CHECK(described(
            {{Component::exact(quota_user, user), Component::default_of(quota_client_id)}, true})
            .contains(other_clients));
  CHECK(described({{Component::exact(quota_user, user), Component::any(quota_client_id)}, true})
            .size() == 2);

  const QuotaAlteration away[] = {
      {client, {{"producer_byte_rate", std::nullopt}, {"request_percentage", std::nullopt}}},
      {other_clients, {{"consumer_byte_rate", std::nullopt}}}};
  REQUIRE(admin.alter_client_quotas(away)->all_ok());
  CHECK(eventually([&] { return described(of_user).empty(); }));
}

TEST_CASE("passwords: set, described without the secret, taken away (KIP-554)") {
  Admin admin = make_admin();
  const std::string user = unique("user");
  ScramAlteration set = ScramAlteration::set(user, ScramMechanism::sha_512, "hush");
  set.iterations = 8192;
  const auto altered = admin.alter_scram_credentials({&set, 1});
  if (lacks(altered)) return;
  REQUIRE(altered);
  REQUIRE(altered->all_ok());
  const auto credentials = [&] {
    const auto described = admin.describe_scram_credentials({&user, 1});
    REQUIRE(described);
    const Result<std::vector<ScramCredential>>* found = described->find(user);
    REQUIRE(found != nullptr);
    return *found;
  };
  CHECK(eventually([&] { return credentials().has_value(); }));
  CHECK(credentials().value() == std::vector{ScramCredential{ScramMechanism::sha_512, 8192}});
  const auto all = admin.describe_scram_credentials();
  REQUIRE(all);
  CHECK(all->find(user) != nullptr);

  const ScramAlteration refused[] = {
      ScramAlteration::set(user, ScramMechanism::sha_512, ""),
      ScramAlteration::remove(unique("none"), ScramMechanism::sha_256)};
  const auto results = admin.alter_scram_credentials(refused);
  REQUIRE(results);
  CHECK(code_of(*results, user) == ErrorCode::unacceptable_credential);
  CHECK(code_of(*results, refused[1].user) == ErrorCode::resource_not_found);

  const ScramAlteration away = ScramAlteration::remove(user, ScramMechanism::sha_512);
  REQUIRE(admin.alter_scram_credentials({&away, 1})->all_ok());
  CHECK(eventually([&] {
    const auto left = credentials();
    return !left && left.error().code() == ErrorCode::resource_not_found;
  }));
}

TEST_CASE("features: described and, without effect, updated (KIP-584)") {
  Admin admin = make_admin();
  const auto features = admin.describe_features();
  REQUIRE(features);
  if (features->finalized_epoch)
    for (const auto& each : features->finalized) {
      CAPTURE(each.first);
      CHECK(features->supported.contains(each.first));
    }

  const FeatureUpdate impossible{"no.such.feature", 1};
  UpdateFeaturesOptions check_only;
  check_only.validate_only = true;
  const auto updated = admin.update_features({&impossible, 1}, check_only);
  if (lacks(updated)) return;
  REQUIRE(updated);
  CHECK(code_of(*updated, "no.such.feature") != ErrorCode::none);
  const auto version = features->finalized.find("metadata.version");
  if (version == features->finalized.end()) return;
  const FeatureUpdate older{"metadata.version", static_cast<std::int16_t>(version->second.max - 1),
                            FeatureUpgrade::upgrade};
  CHECK(code_of(*admin.update_features({&older, 1}, check_only), older.name) ==
        ErrorCode::invalid_update_version);
}
