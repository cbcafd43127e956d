#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cmd/producer_perf_test/command.hpp"
#include "common/perf/result/result_outputs.hpp"
#include "perf_result_samples.hpp"
#include "support/captured_output.hpp"

using namespace kpp::tools;
using kpp::test::captured;

namespace {

/// A folder that is gone after the test.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("kpp-perf-outputs-test-" + std::to_string(getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  [[nodiscard]] std::string file(const char* name) const { return (path / name).string(); }
};

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::trunc) << text;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What standard output gets of a result, asked for by these words.
std::string written(const std::vector<const char*>& words, OutputFormat format,
                    const std::string& result) {
  const auto options = parse(producer_perf_test::spec(), words);
  REQUIRE(options);
  return captured([&](Output& out) {
    Output err(STDERR_FILENO, 0);
    Context context{producer_perf_test::spec(), format, out, err};
    auto outputs = ResultOutputs::open(*options, context);
    REQUIRE(outputs);
    CHECK(outputs->wanted());
    CHECK(outputs->write(result));
  });
}

}  // namespace

TEST_SUITE("perf result: files") {
  TEST_CASE("a file that is not written is as it was") {
    const Folder folder;
    const std::string old = folder.file("old");
    const std::string fresh = folder.file("fresh");
    put(old, "precious");
    {
      const auto kept = LateFile::open(old);
      const auto made = LateFile::open(fresh);
      REQUIRE(kept);
      REQUIRE(made);
      // A signal may end the process here.
      CHECK(text_of(old) == "precious");
      CHECK_FALSE(std::filesystem::exists(fresh));
    }
    CHECK(text_of(old) == "precious");
    CHECK_FALSE(std::filesystem::exists(fresh));
  }

  TEST_CASE("a file that was not there is made when it is written") {
    const Folder folder;
    const std::string path = folder.file("page");
    auto file = LateFile::open(path);
    REQUIRE(file);
    CHECK(file->write("new"));
    CHECK(text_of(path) == "new");
  }

  TEST_CASE("a page never takes the place of what it is made of") {
    const Folder folder;
    const std::string before = folder.file("before.json");
    put(before, sample_result());
    const std::string same = folder.file("./before.json");
    const std::vector<const char*> words{"--compare", before.c_str(), "--report", same.c_str()};
    const auto options = parse(producer_perf_test::spec(), words);
    REQUIRE(options);
    captured([&](Output& out) {
      Context context{producer_perf_test::spec(), OutputFormat::kafka, out, out};
      const auto outputs = ResultOutputs::open(*options, context);
      REQUIRE_FALSE(outputs);
      CHECK(outputs.error().message() == "--report would overwrite the file of --compare.");
    });
  }

  TEST_CASE("a file that is written holds nothing else") {
    const Folder folder;
    const std::string path = folder.file("page");
    put(path, "long and old");
    {
      auto file = LateFile::open(path);
      REQUIRE(file);
      CHECK(file->write("new"));
    }
    CHECK(text_of(path) == "new");
  }

  TEST_CASE("where nothing can be written") {
    for (const char* path : {"/nonexistent/x", "/tmp"}) {
      const auto file = LateFile::open(path);
      REQUIRE_FALSE(file);
      CHECK(file.error().message().starts_with(std::string("cannot write to ") + path + ": "));
    }
    auto full = LateFile::open("/dev/full");
    REQUIRE(full);
    CHECK(full->write("x").error().message() ==
          "cannot write to /dev/full: No space left on device");
    CHECK(std::filesystem::exists("/dev/full"));
  }
}

TEST_SUITE("perf result: what is printed") {
  TEST_CASE("nothing is wanted unless it is asked for") {
    const auto options =
        parse(producer_perf_test::spec(), std::vector<const char*>{"--topic", "t"});
    captured([&](Output& out) {
      Context context{producer_perf_test::spec(), OutputFormat::kafka, out, out};
      CHECK_FALSE(ResultOutputs::open(*options, context)->wanted());
    });
  }

  TEST_CASE("each format, without and with a result before") {
    const Folder folder;
    const std::string before = folder.file("before.json");
    put(before, sample_result(100, 10, 100));
    const std::string result = sample_result(120, 8, 200) + '\n';
    const std::vector<const char*> compare{"--compare", before.c_str()};
    CHECK(written({}, OutputFormat::json, result) == result);
    CHECK(written({}, OutputFormat::csv, result).starts_with("section,name,value,"));
    CHECK(written(compare, OutputFormat::kafka, result).starts_with("\nCompared with " + before));
    const auto json = nlohmann::json::parse(written(compare, OutputFormat::json, result));
    CHECK(json["comparison"]["file"] == before);
    CHECK(json["total"]["records_per_second"] == 120.0);
    CHECK(written(compare, OutputFormat::csv, result).find("\ncomparison,") != std::string::npos);
  }

  TEST_CASE("a page takes the place of the table") {
    const Folder folder;
    const std::string before = folder.file("before.json");
    const std::string page = folder.file("page.html");
    put(before, sample_result());
    CHECK(written({"--compare", before.c_str(), "--report", page.c_str()}, OutputFormat::kafka,
                  sample_result())
              .empty());
    CHECK(text_of(page).find("compared with") != std::string::npos);
  }
}
