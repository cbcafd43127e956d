#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "record_io/delimited_source.hpp"
#include "unit/pipe_feed.hpp"

using kpp::test::PipeFeed;
using kpp::tools::DelimitedSource;
using kpp::tools::Line;

namespace {

using Pieces = std::vector<std::string>;

Pieces cut(Pieces fed, const std::string& delimiter, std::size_t longest = 1000) {
  const PipeFeed feed(std::move(fed));
  DelimitedSource source(feed.fd(), delimiter, longest, {});
  Pieces pieces;
  Line line{};
  while (source.next(line) == DelimitedSource::State::line) {
    CHECK((line.size == line.text.size() || line.text.size() == longest));
    pieces.emplace_back(line.text);
  }
  return pieces;
}

/// The rule in its simplest form, to compare with.
Pieces cut_simply(std::string_view text, std::string_view delimiter) {
  Pieces pieces;
  while (!text.empty()) {
    const std::size_t at = text.find(delimiter);
    pieces.emplace_back(text.substr(0, at));
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + delimiter.size());
  }
  return pieces;
}

}  // namespace

TEST_SUITE("delimited source") {
  TEST_CASE("a delimiter of any length, and every other byte as it is") {
    CHECK(cut({"a;b;c"}, ";") == Pieces{"a", "b", "c"});
    CHECK(cut({"a;b;"}, ";") == Pieces{"a", "b"});
    CHECK(cut({";;a"}, ";") == Pieces{"", "", "a"});
    CHECK(cut({""}, ";").empty());
    CHECK(cut({"a\r\nb\n\xff"}, "--").front() == "a\r\nb\n\xff");
    CHECK(cut({"one--two-", "-three-"}, "--") == Pieces{"one", "two", "three-"});
    CHECK(cut({"aab", "aabaac"}, "aac") == Pieces{"aabaab"});
    CHECK(cut({std::string("a\0b\0", 4)}, std::string(1, '\0')) == Pieces{"a", "b"});
  }

  TEST_CASE("any text in any pieces") {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
      std::string text;
      Pieces fed(1);
      for (unsigned i = 0; i < random() % 60; ++i) {
        text += "ab-"[random() % 3];
        fed.back() += text.back();
        if (random() % 4 == 0) fed.emplace_back();
      }
      const std::string delimiter = std::array{"-", "--", "ab", "aba"}[random() % 4];
      CAPTURE(text);
      CAPTURE(delimiter);
      CHECK(cut(fed, delimiter) == cut_simply(text, delimiter));
    }
  }

  TEST_CASE("a piece that is too long is cut, counted, and the next one is right") {
    const PipeFeed feed({std::string(2'000'000, 'x') + "-", "-after--", std::string(700'000, 'y')});
    DelimitedSource source(feed.fd(), "--", 1000, {});
    Line line{};
    REQUIRE(source.next(line) == DelimitedSource::State::line);
    CHECK(line.text == std::string(1000, 'x'));
    CHECK(line.size == 2'000'000);
    REQUIRE(source.next(line) == DelimitedSource::State::line);
    CHECK(line.text == "after");
    CHECK(line.size == 5);
    REQUIRE(source.next(line) == DelimitedSource::State::line);
    CHECK(line.size == 700'000);
    CHECK(source.next(line) == DelimitedSource::State::end);
  }

  TEST_CASE("without a delimiter all is one piece, and so is nothing") {
    CHECK(cut({"a\n", "b\r\n"}, "") == Pieces{"a\nb\r\n"});
    CHECK(cut({""}, "") == Pieces{""});
    const std::string big(3'000'000, 'x');
    CHECK(cut({big, big}, "", 10'000'000) == Pieces{big + big});
    const PipeFeed feed({big});
    DelimitedSource source(feed.fd(), "", 1000, {});
    Line line{};
    REQUIRE(source.next(line) == DelimitedSource::State::line);
    CHECK(line.size == 3'000'000);
    CHECK(line.text.size() == 1000);
    CHECK(source.next(line) == DelimitedSource::State::end);
  }
}
