#include "perf/result/result_outputs.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "formats/json_file.hpp"
#include "perf/page/result_page.hpp"
#include "perf/result/comparison.hpp"
#include "perf/result/read_result.hpp"
#include "perf/result/result_csv.hpp"

namespace kpp::tools {

Result<LateFile> LateFile::open(std::string path) {
  constexpr int flags = O_WRONLY | O_CLOEXEC;
  LateFile file(std::move(path));
  int fd = ::open(file.path_.c_str(), flags | O_CREAT | O_EXCL, 0666);
  const bool made = fd >= 0;
  if (!made && errno == EEXIST) fd = ::open(file.path_.c_str(), flags);
  if (fd < 0) return tl::unexpected(file.problem(errno));
  if (made) {
    // A run that ends at once, by a signal say, must not leave an empty file.
    ::close(fd);
    ::unlink(file.path_.c_str());
  } else {
    file.fd_ = fd;
  }
  return file;
}

LateFile::LateFile(LateFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

LateFile::~LateFile() {
  if (fd_ >= 0) ::close(fd_);
}

Error LateFile::problem(int error) const {
  return {ErrorCode::io_error, "cannot write to " + path_ + ": " + std::strerror(error)};
}

Result<void> LateFile::write(std::string_view text) {
  if (fd_ < 0) fd_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_CREAT, 0666);
  struct stat status {};
  if (fd_ < 0 || ::fstat(fd_, &status) != 0) return tl::unexpected(problem(errno));
  if (S_ISREG(status.st_mode) && ::ftruncate(fd_, 0) != 0) return tl::unexpected(problem(errno));
  Output output(fd_, 0);
  if (!output.write(text) || !output.flush()) return tl::unexpected(problem(output.error()));
  return {};
}

namespace {

/// Also where it is written in two ways.
bool is_same_file(const std::string& one, const std::string& other) {
  std::error_code error;
  return one == other || std::filesystem::equivalent(one, other, error);
}

}  // namespace

Result<ResultOutputs> ResultOutputs::open(const Options& options, Context& context) {
  for (const char* source : {"compare", "from-result"}) {
    if (options.has("report") && options.has(source) &&
        is_same_file(*options.value("report"), *options.value(source)))
      return kpp::fail(ErrorCode::invalid_argument,
                       "--report would overwrite the file of --" + std::string(source) + '.');
  }
  ResultOutputs outputs(context);
  if (const auto path = options.value("compare")) {
    auto before = read_result_file(*path);
    if (!before) return tl::unexpected(before.error());
    if (before->tool != context.spec.name)
      return kpp::fail(ErrorCode::invalid_argument, *path + " is a result of " + before->tool +
                                                        ", not of " +
                                                        std::string(context.spec.name) + '.');
    outputs.before_.emplace(*path, *std::move(before));
  }
  if (const auto path = options.value("report")) {
    auto page = LateFile::open(*path);
    if (!page) return tl::unexpected(page.error());
    outputs.page_.emplace(*std::move(page));
  }
  return outputs;
}

Result<void> ResultOutputs::write(const std::string& json) {
  const auto result = read_result(json, "The result");
  if (!result) return tl::unexpected(result.error());
  std::optional<Comparison> comparison;
  if (before_) {
    auto compared = compare(std::move(before_->second), std::move(before_->first), *result);
    if (!compared) return tl::unexpected(compared.error());
    comparison.emplace(*std::move(compared));
  }
  const Comparison* const against = comparison ? &*comparison : nullptr;
  switch (context_.format) {
    case OutputFormat::json:
      if (against == nullptr) {
        context_.out.write(json);
      } else {
        OrderedJson whole = OrderedJson::parse(json);
        whole["comparison"] = comparison_json(*against);
        context_.out.write(json_line(whole));
      }
      break;
    case OutputFormat::csv:
      context_.out.write(result_csv(*result, against));
      break;
    case OutputFormat::kafka:
      if (against != nullptr && !page_) context_.out.write(comparison_text(*against));
      break;
  }
  if (page_) return page_->write(result_page(*result, against));
  return {};
}

int write_earlier_result(const Options& options, Context& context) {
  constexpr std::array<std::string_view, 4> meaningful{"from-result", "output", "report",
                                                       "compare"};
  for (const auto& [name, value] : options.occurrences()) {
    if (std::ranges::find(meaningful, name) == meaningful.end())
      return context.usage(
          {"--from-result makes no run, so --" + std::string(name) + " has no meaning beside it."});
  }
  const std::string path = *options.value("from-result");
  auto outputs = ResultOutputs::open(options, context);
  if (!outputs) return context.fail(outputs.error());
  if (!outputs->wanted())
    return context.usage(
        {"With --from-result, say what to make of it: --report, --compare or "
         "--output."});
  const auto json = read_text_file(path);
  if (!json) return context.fail(json.error());
  const auto result = read_result(*json, path);
  if (!result) return context.fail(result.error());
  if (result->tool != context.spec.name)
    return context.fail(path + " is a result of " + result->tool + ", not of " +
                        std::string(context.spec.name) + '.');
  const std::string line = json_line(OrderedJson::parse(*json));
  if (auto written = outputs->write(line); !written) return context.fail(written.error());
  return exit_success;
}

}  // namespace kpp::tools
