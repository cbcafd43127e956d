#include "formats/re2_syntax.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace kpp::tools;

namespace {

std::string verdict(std::string_view pattern) {
  const auto error = re2_syntax_error(pattern);
  return error ? std::string(*error) : "valid";
}

}  // namespace

TEST_SUITE("RE2 syntax") {
  TEST_CASE("valid") {
    for (const char* pattern : {"",
                                "orders",
                                "orders.*",
                                "^(a|b)+?$",
                                "a{2,5}",
                                "a{,5}",
                                "{",
                                "a{x}",
                                "[a-z0-9]",
                                "[]a]",
                                "[^]]",
                                "[a-]",
                                "[-a]",
                                "[[:alpha:]_]",
                                "[[:^digit:]]",
                                "\\d\\W\\pL\\p{Greek}\\P{^Lu}",
                                "(?i)a(?-s:b)",
                                "(?P<name>a)(?<other>b)",
                                "\\Q(((\\E",
                                "\\Qunclosed",
                                "\\x41\\x{10FFFF}",
                                "\\012\\12\\0",
                                "()*",
                                "(?:)",
                                "^*",
                                "a|",
                                "|",
                                "\\.",
                                "\\_",
                                "é+",
                                "(?)",
                                "[\\d-x]"}) {
      CAPTURE(pattern);
      CHECK(verdict(pattern) == "valid");
    }
  }

  TEST_CASE("groups") {
    CHECK(verdict("a(") == "missing closing )");
    CHECK(verdict("((a)") == "missing closing )");
    CHECK(verdict("a)") == "unexpected )");
    CHECK(verdict("(?P<n>a)(?P<n>b)") == "duplicate capture group name");
    CHECK(verdict("(?P<n") == "invalid named capture");
    CHECK(verdict("(?P<>a)") == "invalid named capture");
    CHECK(verdict("(?<a-b>c)") == "invalid named capture");
  }

  TEST_CASE("what Perl has and RE2 has not") {
    for (const char* pattern : {"(?=a)", "(?!a)", "(?<=a)", "(?P=n)", "(?i", "(?-)", "(?ix)"}) {
      CAPTURE(pattern);
      CHECK(verdict(pattern) != "valid");
    }
    CHECK(verdict("(?=a)") == "invalid or unsupported Perl syntax");
    CHECK(verdict("(a)\\1") == "invalid escape sequence");
  }

  TEST_CASE("repetition") {
    CHECK(verdict("*") == "missing argument to repetition operator");
    CHECK(verdict("a|*") == "missing argument to repetition operator");
    CHECK(verdict("(+)") == "missing argument to repetition operator");
    CHECK(verdict("(?i)*") == "missing argument to repetition operator");
    CHECK(verdict("a**") == "invalid nested repetition operator");
    CHECK(verdict("a*??") == "invalid nested repetition operator");
    CHECK(verdict("a{2}{3}") == "invalid nested repetition operator");
    CHECK(verdict("a{1001}") == "invalid repeat count");
    CHECK(verdict("a{5,2}") == "invalid repeat count");
    CHECK(verdict("a{123456789}") == "invalid repeat count");
    CHECK(verdict("a{01}") == "valid");  // letters
  }

  TEST_CASE("classes and escapes") {
    CHECK(verdict("[a") == "missing closing ]");
    CHECK(verdict("[]") == "missing closing ]");
    CHECK(verdict("[z-a]") == "invalid character class range");
    CHECK(verdict("[é-a]") == "invalid character class range");
    CHECK(verdict("[[:nope:]]") == "invalid character class range");
    CHECK(verdict("\\p{Nope}") == "invalid character class range");
    CHECK(verdict("\\p{L") == "invalid character class range");
    CHECK(verdict("\\p") == "invalid character class range");
    CHECK(verdict("\\") == "trailing backslash at end of expression");
    CHECK(verdict("[\\") == "trailing backslash at end of expression");
    CHECK(verdict("\\q") == "invalid escape sequence");
    CHECK(verdict("\\C") == "invalid escape sequence");
    CHECK(verdict("[\\b]") == "invalid escape sequence");
    CHECK(verdict("[a-\\d]") == "invalid escape sequence");
    CHECK(verdict("\\x4") == "invalid escape sequence");
    CHECK(verdict("\\x{}") == "invalid escape sequence");
    CHECK(verdict("\\x{110000}") == "invalid escape sequence");
    CHECK(verdict("\\8") == "invalid escape sequence");
  }

  TEST_CASE("any bytes get an answer") {
    for (int first = 0; first < 256; ++first) {
      for (const char* after : {"", "\\", "[", "\xC3", "{1"}) {
        (void)re2_syntax_error(std::string(1, static_cast<char>(first)) + after);
        (void)re2_syntax_error(after + std::string(1, static_cast<char>(first)));
      }
    }
    CHECK(verdict("\xFF\xFE") == "valid");
  }
}
