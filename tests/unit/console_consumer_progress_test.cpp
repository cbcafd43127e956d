#include <doctest/doctest.h>

#include <string>

#include "cmd/console_consumer/progress.hpp"
#include "io/status_line.hpp"
#include "io/terminal.hpp"
#include "support/captured_output.hpp"

using namespace kpp::tools;
using namespace kpp::tools::console_consumer;
using kpp::test::captured;
using std::chrono::milliseconds;

TEST_SUITE("console-consumer progress") {
  TEST_CASE("records, bytes and rates") {
    CHECK(progress_text({.records = 120'000, .bytes = 12'345'678, .elapsed = milliseconds(2000)}) ==
          "120000 records, 12.3 MB, 60000/s, 6.2 MB/s");
    CHECK(progress_text({}) == "0 records, 0 B, 0/s, 0 B/s");
    CHECK(progress_text({.records = 1, .bytes = 999, .elapsed = milliseconds(1000)}) ==
          "1 records, 999 B, 1/s, 999 B/s");
    CHECK(progress_text({.bytes = 1'000, .elapsed = milliseconds(1000)}) ==
          "0 records, 1.0 kB, 0/s, 1.0 kB/s");
    CHECK(progress_text({.bytes = 5'000'000'000'000, .elapsed = milliseconds(1'000'000)}) ==
          "0 records, 5.0 TB, 0/s, 5.0 GB/s");
  }

  TEST_CASE("the share of the range, the time left, and lag") {
    ProgressFigures figures{.records = 40, .elapsed = milliseconds(2000)};
    figures.share = Share{40, 100};
    figures.lag = 60;
    CHECK(progress_text(figures) == "40 records, 0 B, 20/s, 0 B/s, 40% done, 0:03 left, lag 60");
    figures.share = Share{1, 10'000};
    CHECK(progress_text(figures).find("0% done, 5:33:18 left") != std::string::npos);
    figures.share = Share{0, 100};
    CHECK(progress_text(figures) == "40 records, 0 B, 20/s, 0 B/s, 0% done, lag 60");
    figures.share = Share{120, 100};
    CHECK(progress_text(figures).find("100% done, 0:00 left") != std::string::npos);
    figures.share = Share{0, 0};
    CHECK(progress_text(figures).find('%') == std::string::npos);
  }

  TEST_CASE("a line that is written again, cut off, and cleared once") {
    CHECK(captured([](Output& out) {
            StatusLine line(out);
            line.clear();
            line.show("abc");
            line.show(std::string(100, 'x'));
            line.clear();
            line.clear();
          }) == "\r\x1b[Kabc\r\x1b[K" + std::string(79, 'x') + "\r\x1b[K");
  }

  TEST_CASE("a pipe is no terminal") {
    captured([](Output& out) {
      CHECK_FALSE(is_terminal(out.fd()));
      CHECK_FALSE(takes_escapes(out.fd()));
      CHECK_FALSE(takes_colour(out.fd()));
    });
  }
}
