#include <doctest/doctest.h>

#include <limits>

#include "perf/java_number.hpp"
#include "perf/metrics_table.hpp"

using namespace kpp::tools;

TEST_SUITE("numbers as Java prints them") {
  // What String.format of Java 17 answers; C's printf differs where the comment says so.
  TEST_CASE("rounding is half up on the shortest decimal form") {
    CHECK(java_fixed(0.15, 1) == "0.2");    // C: 0.1
    CHECK(java_fixed(0.35, 1) == "0.4");    // C: 0.3
    CHECK(java_fixed(1.005, 2) == "1.01");  // C: 1.00
    CHECK(java_fixed(2.675, 2) == "2.68");  // C: 2.67
    CHECK(java_fixed(0.00005, 4) == "0.0001");
    CHECK(java_fixed(0.00015, 4) == "0.0002");  // C: 0.0001
    CHECK(java_fixed(123456.78955, 4) == "123456.7896");
    CHECK(java_fixed(0.25, 1) == "0.3");  // C: 0.2
    CHECK(java_fixed(2.5, 0) == "3");     // C: 2
    CHECK(java_fixed(9.9999, 2) == "10.00");
    CHECK(java_fixed(9.99995, 4) == "10.0000");
    CHECK(java_fixed(99.95, 1) == "100.0");
    CHECK(java_fixed(0.1 + 0.2, 6) == "0.300000");
    CHECK(java_fixed(1000.0 * 3 / 7, 6) == "428.571429");
  }

  TEST_CASE("small, large, negative and no numbers at all") {
    CHECK(java_fixed(0, 4) == "0.0000");
    CHECK(java_fixed(1e-7, 6) == "0.000000");
    CHECK(java_fixed(5e-324, 1) == "0.0");
    CHECK(java_fixed(0.002, 4) == "0.0020");
    CHECK(java_fixed(9007199254740993.0, 1) == "9007199254740992.0");
    CHECK(java_fixed(1e22, 2) == "10000000000000000000000.00");
    CHECK(java_fixed(-1.25, 1) == "-1.3");
    CHECK(java_fixed(-0.00001, 4) == "-0.0000");
    CHECK(java_fixed(std::numeric_limits<double>::max(), 1).size() == 311);
    CHECK(java_fixed(std::numeric_limits<double>::quiet_NaN(), 4) == "NaN");
    CHECK(java_fixed(std::numeric_limits<double>::infinity(), 4) == "Infinity");
    CHECK(java_fixed(-std::numeric_limits<double>::infinity(), 4) == "-Infinity");
  }

  TEST_CASE("the table of metrics") {
    CHECK(metrics_table({}).empty());
    CHECK(metrics_table({{"g:long-name:{}", 1.5}, {"app:v:{}", "4.3"}, {"g:n:{}", 7}}) ==
          "\n"
          "Metric Name      Value\n"
          "app:v:{}       : 4.3\n"
          "g:long-name:{} : 1.500\n"
          "g:n:{}         : 7\n");
  }
}
