#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <random>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "record_io/line_source.hpp"
#include "unit/pipe_feed.hpp"

using kpp::test::PipeFeed;
using kpp::tools::Line;
using kpp::tools::LineSource;

namespace {

std::vector<std::string> lines_of(std::vector<std::string> pieces, std::size_t longest = 1000) {
  const PipeFeed feed(std::move(pieces));
  LineSource source(feed.fd(), longest, {});
  std::vector<std::string> lines;
  Line line{};
  while (source.next(line) == LineSource::State::line) lines.emplace_back(line.text);
  return lines;
}

/// The rule in its simplest form, to compare with.
std::vector<std::string> cut_as_java(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  bool open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || text[i] == '\r') {
      if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      lines.push_back(line);
      line.clear();
      open = false;
    } else {
      line += text[i];
      open = true;
    }
  }
  if (open) lines.push_back(line);
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_SUITE("line source") {
  TEST_CASE("\\n, \\r\\n and \\r end a line, and so does the end of the input") {
    CHECK(lines_of({"a\nb\r\nc\rd"}) == Lines{"a", "b", "c", "d"});
    CHECK(lines_of({"a\n\n\r\r\nb\n"}) == Lines{"a", "", "", "", "b"});
    CHECK(lines_of({"\n"}) == Lines{""});
    CHECK(lines_of({"x\r"}) == Lines{"x"});
    CHECK(lines_of({"x\r\n"}) == Lines{"x"});
    CHECK(lines_of({""}).empty());
    CHECK(lines_of({std::string("a\0b\n", 4)}) == Lines{std::string("a\0b", 3)});
  }

  TEST_CASE("any text in any pieces is cut as Java cuts it") {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
      std::string text;
      std::vector<std::string> pieces(1);
      for (unsigned i = 0; i < random() % 60; ++i) {
        const char letter = "ab\n\r\n\rc"[random() % 7];
        text += letter;
        pieces.back() += letter;
        if (random() % 4 == 0) pieces.emplace_back();
      }
      CAPTURE(round);
      CHECK(lines_of(pieces) == cut_as_java(text));
    }
  }

  TEST_CASE("a line of several blocks is whole") {
    const std::string big(3'000'000, 'x');
    CHECK(lines_of({"a\n" + big + "\nb\n"}, 4'000'000) == Lines{"a", big, "b"});
  }

  TEST_CASE("a line that is too long is cut, counted, and the next one is right") {
    const PipeFeed feed(
        {"short\n" + std::string(2'000'000, 'x') + "\r\nafter\n" + std::string(1'000'000, 'y')});
    LineSource source(feed.fd(), 1000, {});
    Line line{};
    REQUIRE(source.next(line) == LineSource::State::line);
    CHECK(line.text == "short");
    CHECK(line.size == 5);
    REQUIRE(source.next(line) == LineSource::State::line);
    CHECK(line.text == std::string(1000, 'x'));
    CHECK(line.size == 2'000'000);
    REQUIRE(source.next(line) == LineSource::State::line);
    CHECK(line.text == "after");
    REQUIRE(source.next(line) == LineSource::State::line);
    CHECK(line.size == 1'000'000);
    CHECK(source.next(line) == LineSource::State::end);
    CHECK(source.next(line) == LineSource::State::end);
  }

  TEST_CASE("a stop ends the wait, after the lines that are here") {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    REQUIRE(write(ends[1], "one\ntwo\nhalf", 12) == 12);
    std::stop_source stop;
    LineSource source(ends[0], 1000, stop.get_token());
    Line line{};
    REQUIRE(source.next(line) == LineSource::State::line);
    CHECK(line.text == "one");
    std::jthread later([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      stop.request_stop();
    });
    REQUIRE(source.next(line) == LineSource::State::line);
    CHECK(line.text == "two");
    CHECK(source.next(line) == LineSource::State::stopped);
    close(ends[0]);
    close(ends[1]);
  }

  TEST_CASE("a descriptor that cannot be read is an error") {
    LineSource source(987, 1000, {});  // not open
    Line line{};
    CHECK(source.next(line) == LineSource::State::failed);
    CHECK(source.error() == EBADF);
  }
}
