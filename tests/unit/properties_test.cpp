#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "kpp/config.hpp"

using kpp::parse_properties;
using kpp::Properties;

namespace {
Properties parsed(std::string_view text) {
  auto result = parse_properties(text);
  REQUIRE(result);
  return *result;
}
}  // namespace

// Each case is a rule of java.util.Properties.load.
TEST_SUITE("properties") {
  TEST_CASE("separators") {
    CHECK(parsed("a=1\nb:2\nc 3\nd\t4\ne = 5\nf : 6\ng   7\n") ==
          Properties{
              {"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}, {"e", "5"}, {"f", "6"}, {"g", "7"}});
  }
  TEST_CASE("only the first separator counts") {
    CHECK(parsed("sasl.jaas.config=x required username=\"u\";\na==b\nc=:d") ==
          Properties{{"sasl.jaas.config", "x required username=\"u\";"}, {"a", "=b"}, {"c", ":d"}});
  }
  TEST_CASE("comments and empty lines") {
    CHECK(parsed("# one\n  ! two\n\n   \na=#no comment\n") == Properties{{"a", "#no comment"}});
  }
  TEST_CASE("continued lines lose the blanks at their start") {
    CHECK(parsed("a=one,\\\n    two\nb=x\\\\\nc=3") ==
          Properties{{"a", "one,two"}, {"b", "x\\"}, {"c", "3"}});
    CHECK(parsed("a=end\\") == Properties{{"a", "end"}});
    CHECK(parsed("a=1\\\n# not a comment") == Properties{{"a", "1# not a comment"}});
  }
  TEST_CASE("escapes") {
    CHECK(parsed("key\\=with\\:all\\ signs=tab\\tline\\nslash\\\\") ==
          Properties{{"key=with:all signs", "tab\tline\nslash\\"}});
    CHECK(parsed("a=\\u00e9\\uD83D\\uDE00\\q") == Properties{{"a", "\xC3\xA9\xF0\x9F\x98\x80q"}});
  }
  TEST_CASE("a malformed \\u names its line") {
    const auto result = parse_properties("a=1\nb=\\u12G4\n");
    REQUIRE_FALSE(result);
    CHECK(result.error().message().find("line 2") != std::string::npos);
  }
  TEST_CASE("blanks: leading ones go, trailing ones stay") {
    CHECK(parsed("   a  =  1  \n") == Properties{{"a", "1  "}});
  }
  TEST_CASE("a key alone has an empty value, the last of a name wins") {
    CHECK(parsed("a\nb=\nb=2\na=1") == Properties{{"b", "2"}, {"a", "1"}});
  }
  TEST_CASE("line ends of all three kinds") {
    CHECK(parsed("a=1\r\nb=2\rc=3") == Properties{{"a", "1"}, {"b", "2"}, {"c", "3"}});
  }
  TEST_CASE("UTF-8 is kept, other bytes are ISO-8859-1") {
    CHECK(parsed("a=\xC3\xA9") == Properties{{"a", "\xC3\xA9"}});
    CHECK(parsed("a=\xE9") == Properties{{"a", "\xC3\xA9"}});
  }
  TEST_CASE("a file that is not there is named with the reason") {
    const auto result = kpp::read_properties("/nonexistent/client.properties");
    REQUIRE_FALSE(result);
    CHECK(result.error().message() == "/nonexistent/client.properties: No such file or directory");
    CHECK_FALSE(kpp::read_properties("/"));  // a directory opens but cannot be read
  }
}
