#include "cmd/acls/arguments.hpp"

#include <algorithm>
#include <cctype>

#include "cmd/acls/operations.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::acls {
namespace {

constexpr const char* cluster_name = "kafka-cluster";

std::string trim(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

Result<std::string> parse_principal(const std::string& word) {
  std::string principal = trim(word);
  const std::size_t colon = principal.find(':');
  if (colon == std::string::npos)
    return kpp::fail(
        ErrorCode::invalid_argument,
        "expected a string in format principalType:principalName but got " + principal);
  return principal;
}

Result<std::set<std::string>> principals(const Options& options, std::string_view option) {
  std::set<std::string> found;
  for (const std::string& word : options.values(option)) {
    auto principal = parse_principal(word);
    if (!principal) return tl::unexpected(principal.error());
    found.insert(std::move(*principal));
  }
  return found;
}

std::set<std::string> hosts(const Options& options, std::string_view option) {
  std::set<std::string> found;
  for (const std::string& host : options.values(option)) found.insert(trim(host));
  if (found.empty()) found.insert("*");
  return found;
}

/// Who may and who may not, from the options; the operations are still to come.
struct Parties {
  std::set<std::string> allowed, denied;
  std::set<std::string> allowed_hosts, denied_hosts;

  [[nodiscard]] std::set<Entry> entries(const std::set<AclOperation>& operations) const {
    std::set<Entry> made;
    for (const AclOperation operation : operations) {
      for (const std::string& principal : allowed)
        for (const std::string& host : allowed_hosts)
          made.insert({principal, host, operation, AclPermission::allow});
      for (const std::string& principal : denied)
        for (const std::string& host : denied_hosts)
          made.insert({principal, host, operation, AclPermission::deny});
    }
    return made;
  }
};

Result<Parties> parties(const Options& options) {
  auto allowed = principals(options, "allow-principal");
  if (!allowed) return tl::unexpected(allowed.error());
  auto denied = principals(options, "deny-principal");
  if (!denied) return tl::unexpected(denied.error());
  return Parties{std::move(*allowed), std::move(*denied), hosts(options, "allow-host"),
                 hosts(options, "deny-host")};
}

void add(Wanted& wanted, const Resource& resource, const std::set<Entry>& entries) {
  wanted[resource].insert(entries.begin(), entries.end());
}

void add_producer(const Options& options, const Parties& parties, Wanted& wanted) {
  using enum AclOperation;
  for (const Resource& resource : resources(options)) {
    if (resource.type == AclResourceType::topic)
      add(wanted, resource, parties.entries({write, describe, create}));
    if (resource.type == AclResourceType::transactional_id)
      add(wanted, resource, parties.entries({write, describe}));
  }
  if (options.has("idempotent"))
    add(wanted, {AclResourceType::cluster, cluster_name, AclPatternType::literal},
        parties.entries({idempotent_write}));
}

void add_consumer(const Options& options, const Parties& parties, Wanted& wanted) {
  using enum AclOperation;
  for (const Resource& resource : resources(options)) {
    if (resource.type == AclResourceType::topic)
      add(wanted, resource, parties.entries({read, describe}));
    if (resource.type == AclResourceType::group) add(wanted, resource, parties.entries({read}));
  }
}

std::set<AclOperation> operations(const Options& options) {
  std::set<AclOperation> found;
  for (const std::string& word : options.values("operation"))
    found.insert(parse_operation(trim(word)));
  if (found.empty()) found.insert(AclOperation::all);
  return found;
}

}  // namespace

AclBinding binding(const Resource& resource, const Entry& entry) {
  return {resource.type, resource.name,   resource.pattern, entry.principal,
          entry.host,    entry.operation, entry.permission};
}

Resource resource_of(const AclBinding& binding) {
  return {binding.resource_type, binding.resource_name, binding.pattern_type};
}

Entry entry_of(const AclBinding& binding) {
  return {binding.principal, binding.host, binding.operation, binding.permission};
}

std::optional<AclPatternType> pattern_type(const Options& options) {
  const std::string word = options.value_or("resource-pattern-type", "LITERAL");
  for (const AclPatternType type : {AclPatternType::any, AclPatternType::match,
                                    AclPatternType::literal, AclPatternType::prefixed})
    if (std::ranges::equal(word, name(type),
                           [](unsigned char a, unsigned char b) { return std::toupper(a) == b; }))
      return type;
  return std::nullopt;
}

std::set<Resource> resources(const Options& options) {
  const AclPatternType pattern = pattern_type(options).value_or(AclPatternType::literal);
  std::set<Resource> found;
  const auto add_named = [&](std::string_view option, AclResourceType type) {
    for (const std::string& word : options.values(option))
      found.insert({type, trim(word), pattern});
  };
  add_named("topic", AclResourceType::topic);
  add_named("group", AclResourceType::group);
  add_named("transactional-id", AclResourceType::transactional_id);
  add_named("delegation-token", AclResourceType::delegation_token);
  add_named("user-principal", AclResourceType::user);
  // There is one cluster, so patterns of its name mean nothing.
  if (pattern == AclPatternType::literal && (options.has("cluster") || options.has("idempotent")))
    found.insert({AclResourceType::cluster, cluster_name, pattern});
  return found;
}

Result<Wanted> wanted(const Options& options) {
  const auto who = parties(options);
  if (!who) return tl::unexpected(who.error());
  Wanted all;
  if (options.has("producer")) add_producer(options, *who, all);
  if (options.has("consumer")) add_consumer(options, *who, all);
  if (options.has("producer") || options.has("consumer")) return all;
  const std::set<Entry> entries = who->entries(operations(options));
  for (const Resource& resource : resources(options)) add(all, resource, entries);
  return all;
}

Result<std::vector<std::string>> listed_principals(const Options& options) {
  std::vector<std::string> found;
  for (const std::string& word : options.values("principal")) {
    auto principal = parse_principal(word);
    if (!principal) return tl::unexpected(principal.error());
    if (std::ranges::find(found, *principal) == found.end()) found.push_back(std::move(*principal));
  }
  // KafkaPrincipal.hashCode is that of its text but for the colon between type and name.
  const auto hash = [](const std::string& principal) {
    const auto part = [](std::string_view text) {
      std::uint32_t value = 0;
      for (const char c : text) value = 31U * value + static_cast<unsigned char>(c);
      return value;
    };
    const std::size_t colon = principal.find(':');
    const std::string_view text = principal;
    const std::uint32_t value = 31U * part(text.substr(0, colon)) + part(text.substr(colon + 1));
    return value ^ (value >> 16U);
  };
  constexpr std::size_t capacity = 16;  // of a `new HashSet<>()`
  const std::size_t buckets = java_buckets(capacity, found.size());
  std::ranges::stable_sort(
      found, {}, [&](const std::string& principal) { return hash(principal) & (buckets - 1); });
  return found;
}

}  // namespace kpp::tools::acls
