#include "formats/csv.hpp"

#include <doctest/doctest.h>

using namespace kpp::tools;
using Fields = std::vector<std::string>;

namespace {

std::string written(std::string_view field) {
  std::string line;
  append_csv_field(line, field);
  return line;
}

}  // namespace

TEST_SUITE("csv") {
  TEST_CASE("quotes are written where Kafka's tool writes them") {
    CHECK(written("orders.v1-x_y") == "orders.v1-x_y");
    CHECK(written("a,b") == "\"a,b\"");
    CHECK(written("a b") == "\"a b\"");
    CHECK(written("a+b") == "\"a+b\"");
    CHECK(written("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(written("abcdefghijklmnopqrstuvwx") == "abcdefghijklmnopqrstuvwx");
    CHECK(written("abcdefghijklmnopqrstuvwxy") == "\"abcdefghijklmnopqrstuvwxy\"");
    CHECK(written("").empty());
  }

  TEST_CASE("lines") {
    CHECK(split_csv_line("t,0,5") == Fields{"t", "0", "5"});
    CHECK(split_csv_line("\"a,\"\"b\"\"\",t,0,5") == Fields{"a,\"b\"", "t", "0", "5"});
    CHECK(split_csv_line(",,") == Fields{"", "", ""});
    CHECK(split_csv_line("") == Fields{""});
    CHECK(split_csv_line("\"\"") == Fields{""});
    CHECK(split_csv_line("a\"b,c") == Fields{"a\"b", "c"});
  }

  TEST_CASE("broken lines") {
    CHECK_FALSE(split_csv_line("\"a"));
    CHECK_FALSE(split_csv_line("\"a\"b,c"));
    CHECK_FALSE(split_csv_line("\"a\"\""));
  }

  TEST_CASE("what is written can be read") {
    for (const char* field : {"plain", "with, comma", "\"", "\"\"", "a,\"b\",c", "", "  "}) {
      std::string line;
      append_csv_field(line, field);
      line += ',';
      append_csv_field(line, "end");
      CAPTURE(line);
      CHECK(split_csv_line(line) == Fields{field, "end"});
    }
  }
}
