// kafka-configs: command lines and output, without a broker.

#include <doctest/doctest.h>

#include "cmd/configs/changes.hpp"
#include "cmd/configs/checks.hpp"
#include "cmd/configs/command.hpp"
#include "cmd/configs/quota_order.hpp"
#include "cmd/configs/render.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::configs;

namespace {

Options parsed(std::vector<const char*> words) {
  words.insert(words.begin(), {"--bootstrap-server", "localhost:9092"});
  auto options = parse(configs::spec(), words);
  REQUIRE_MESSAGE(options, options.error().message);
  return *options;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("configs: brackets protect commas and equal signs, and are taken off") {
  CHECK(parse_added("a=1").value() == Pairs{{"a", "1"}});
  CHECK(parse_added(" a = 1 , b=2,").value() == Pairs{{"a", "1"}, {"b", "2"}});
  CHECK(parse_added("a=[x,y],b=").value() == Pairs{{"a", "x,y"}, {"b", ""}});
  CHECK(parse_added("a=[k=v,l=w]").value() == Pairs{{"a", "k=v,l=w"}});
  CHECK(parse_added("a=1,a=2").value() == Pairs{{"a", "2"}});
  for (const char* wrong : {"a", "", "a=b=c", "a=1,b", ","}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_added(wrong));
  }
  CHECK(parse_added("a b=1").error().message() == "Invalid character found for config key: a b");
}

TEST_CASE("configs: names belong to types by the order on the command line") {
  const Selection chosen = selection(parsed({"--entity-type", "users", "--entity-default",
                                             "--entity-type", "clients", "--entity-name", "c"}));
  CHECK(chosen.types == std::vector{EntityType::user, EntityType::client});
  CHECK(chosen.names == std::vector<std::string>{"", "c"});
  const Selection turned = selection(parsed({"--entity-name", "c", "--entity-type", "clients",
                                             "--entity-default", "--entity-type", "users"}));
  CHECK(turned.types == std::vector{EntityType::client, EntityType::user});
  CHECK(turned.names == std::vector<std::string>{"c", ""});
  const Selection brief = selection(parsed({"--user", "u", "--client", "c"}));
  CHECK(brief.types == std::vector{EntityType::client, EntityType::user});
  CHECK(brief.names == std::vector<std::string>{"c", "u"});
}

TEST_CASE("configs: quotas are numbers as Java reads them") {
  CHECK(parse_quota("q", " 1e3 ").value() == 1000.0);
  CHECK(parse_quota("q", "+1.5d").value() == 1.5);
  CHECK(parse_quota("q", "-.5F").value() == -0.5);
  CHECK(parse_quota("q", "Infinity").value() > 1e308);
  for (const char* wrong : {"", "x", "inf", "nan", "1x", "d", "--1"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_quota("q", wrong));
  }
}

TEST_CASE("configs: what is wrong with a password is told without it") {
  const auto good = parse_password("u", ScramMechanism::sha_256, "iterations=8192,password=a,b=c");
  REQUIRE(good);
  CHECK(good->password == "a,b=c");
  CHECK(good->iterations == 8192);
  CHECK(parse_password("u", ScramMechanism::sha_256, "iterations=-1,password=x")->iterations ==
        4096);
  for (const char* wrong :
       {"hush", "iterations=hush,password=hush", "iterations=1,password=hush"}) {
    const auto refused = parse_password("u", ScramMechanism::sha_512, wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message().find("hush") == std::string::npos);
    CHECK(refused.error().message().find("SCRAM-SHA-512") != std::string::npos);
  }
}

TEST_CASE("configs: quotas are printed in the order of Java's hash map") {
  const auto of_user = [](const char* user) {
    return ClientQuotas{{{{quota_user, user}}},
                        {{"consumer_byte_rate", 6}, {"producer_byte_rate", 1e7}}};
  };
  std::vector<ClientQuotas> quotas{of_user("bb"), of_user("u1"), of_user("alice"),
                                   of_user("cc"), of_user("dd"), of_user("aa")};
  order_as_java(quotas);
  std::vector<std::string> users;
  for (const ClientQuotas& client : quotas) users.push_back(*client.entity.parts.at(quota_user));
  CHECK(users == std::vector<std::string>{"u1", "bb", "cc", "dd", "aa", "alice"});
  CHECK(render_text(QuotasReport{{quotas[0]}, {}}) ==
        "Quota configs for user-principal 'u1' are consumer_byte_rate=6.0, "
        "producer_byte_rate=1.0E7\n");
}
