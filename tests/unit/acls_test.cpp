// kafka-acls: command lines and output, without a broker.

#include <doctest/doctest.h>

#include <algorithm>

#include "cmd/acls/arguments.hpp"
#include "cmd/acls/checks.hpp"
#include "cmd/acls/command.hpp"
#include "cmd/acls/operations.hpp"
#include "cmd/acls/render.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::acls;

namespace {

Options parsed(std::vector<const char*> words) {
  words.insert(words.begin(), {"--bootstrap-server", "localhost:9092"});
  auto options = parse(acls::spec(), words);
  REQUIRE_MESSAGE(options, options.error().message);
  return *options;
}

std::set<AclOperation> operations_of(const Wanted& wanted, AclResourceType type) {
  std::set<AclOperation> found;
  for (const auto& [resource, entries] : wanted)
    if (resource.type == type)
      for (const Entry& entry : entries) found.insert(entry.operation);
  return found;
}

}  // namespace

TEST_CASE("acls: operations by any of their spellings") {
  CHECK(parse_operation("Write") == AclOperation::write);
  CHECK(parse_operation("describeconfigs") == AclOperation::describe_configs);
  CHECK(parse_operation("DESCRIBE_CONFIGS") == AclOperation::describe_configs);
  CHECK(parse_operation("Delete") == AclOperation::remove);
  CHECK(parse_operation("Shred") == AclOperation::unknown);
}

TEST_CASE("acls: every principal from every host may do every operation") {
  const auto all =
      wanted(parsed({"--add", "--topic", "t", "--topic", "u", "--allow-principal", "User:a",
                     "--allow-principal", " User:b ", "--allow-host", "h", "--allow-host", "i",
                     "--operation", "Read", "--operation", "Write", "--deny-principal", "User:c"}));
  REQUIRE(all);
  REQUIRE(all->size() == 2);
  const std::set<Entry>& entries = all->begin()->second;
  CHECK(entries.size() == 10);
  CHECK(entries.contains({"User:b", "i", AclOperation::write, AclPermission::allow}));
  CHECK(entries.contains({"User:c", "*", AclOperation::read, AclPermission::deny}));
  const auto nobody = wanted(parsed({"--add", "--topic", "t", "--allow-principal", "a"}));
  CHECK(nobody.error().message() ==
        "expected a string in format principalType:principalName but got a");
}

TEST_CASE("acls: what producers and consumers need") {
  using enum AclOperation;
  const auto both =
      wanted(parsed({"--add", "--producer", "--consumer", "--idempotent", "--topic", "t", "--group",
                     "g", "--transactional-id", "x", "--allow-principal", "User:a"}));
  REQUIRE(both);
  CHECK(operations_of(*both, AclResourceType::topic) == std::set{read, write, create, describe});
  CHECK(operations_of(*both, AclResourceType::group) == std::set{read});
  CHECK(operations_of(*both, AclResourceType::transactional_id) == std::set{write, describe});
  CHECK(operations_of(*both, AclResourceType::cluster) == std::set{idempotent_write});
}

TEST_CASE("acls: operations that a resource does not have are refused") {
  const Options options =
      parsed({"--add", "--group", "g", "--allow-principal", "User:a", "--operation", "Write"});
  const auto error = check(options, wanted(options).value());
  REQUIRE(error);
  CHECK(error->message ==
        "ResourceType GROUP only supports operations [ALL, READ, DELETE, DESCRIBE, "
        "DESCRIBE_CONFIGS, ALTER_CONFIGS]");
}

TEST_CASE("acls: text as Kafka prints it") {
  const Resource topic{AclResourceType::topic, "t", AclPatternType::prefixed};
  const Entry entry{"User:a", "*", AclOperation::describe_configs, AclPermission::deny};
  const std::string pattern = "`ResourcePattern(resourceType=TOPIC, name=t, patternType=PREFIXED)`";
  const std::string line =
      "\t(principal=User:a, host=*, operation=DESCRIBE_CONFIGS, permissionType=DENY)\n";
  CHECK(render_text(ListReport{{{"", {{topic, {entry}}}}}}) ==
        "Current ACLs for resource " + pattern + ":\n" + line + "\n");
  CHECK(render_text(AddReport{{{topic, {}, {binding(topic, entry)}}}}) ==
        "Adding ACLs for resource " + pattern + ": \n " + line + "\n");
  CHECK(question(topic, {}) ==
        "Are you sure you want to delete all ACLs for resource filter " + pattern + "? (y/n)\n");
  CHECK(question(topic, {entry}) == "Are you sure you want to remove ACLs: \n " + line +
                                        " from resource filter " + pattern + "? (y/n)\n");
}
