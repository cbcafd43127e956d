#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "io/signals.hpp"
#include "sandbox/actions.hpp"
#include "sandbox/broker_log.hpp"
#include "sandbox/folders.hpp"
#include "sandbox/render.hpp"

namespace kpp::tools::sandbox {
namespace {

constexpr std::int32_t default_lines = 100;

std::vector<fs::path> log_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder / "logs", error))
    if (entry.path().extension() == ".log") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// Prints what is added to the logs, until a signal comes or nobody reads any more.
int follow(Context& context, const std::vector<fs::path>& files, std::vector<std::uintmax_t> seen) {
  const StopOnSignal signals;
  while (!signals.stopped() && context.out.flush()) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      std::error_code error;
      const auto size = fs::file_size(files[i], error);
      if (error) continue;
      if (size < seen[i]) seen[i] = 0;  // a new start of the same broker
      if (size == seen[i]) continue;
      std::ifstream stream(files[i], std::ios::binary);
      stream.seekg(static_cast<std::streamoff>(seen[i]));
      std::string text(size - seen[i], '\0');
      stream.read(text.data(), static_cast<std::streamsize>(text.size()));
      context.out.write(
          std::string_view(text).substr(0, static_cast<std::size_t>(stream.gcount())));
      seen[i] += static_cast<std::uintmax_t>(stream.gcount());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return signals.status();
}

}  // namespace

int logs(const Options& options, Context& context, const fs::path& folder) {
  const std::int32_t count = options.int32("lines").value_or(default_lines);
  if (count < 0) return context.usage({"--lines must not be negative"});
  if (options.has("follow") && context.format == OutputFormat::json)
    return context.usage({"--follow can't be used with --output json"});
  const std::vector<fs::path> files = log_files(folder);
  if (files.empty()) return context.fail("no sandbox was ever started in " + folder.string());

  std::vector<Log> read;
  std::vector<std::uintmax_t> sizes;
  for (const fs::path& file : files) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    sizes.push_back(error ? 0 : size);
    read.push_back({file.stem().string(), last_lines(file, static_cast<std::size_t>(count))});
  }
  print(context.out,
        context.format == OutputFormat::json ? logs_json(read) + '\n' : logs_text(read));
  return options.has("follow") ? follow(context, files, std::move(sizes)) : exit_success;
}

}  // namespace kpp::tools::sandbox
