#include "sandbox/maven.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sstream>

#include "sandbox/folders.hpp"
#include "sandbox/pom.hpp"
#include "sandbox/process.hpp"

namespace kpp::tools::sandbox {
namespace {

constexpr std::string_view plugin =
    "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath";

Result<std::string> find_java() {
  if (const char* home = std::getenv("JAVA_HOME"); home != nullptr && *home != '\0') {
    const fs::path program = fs::path(home) / "bin" / "java";
    if (::access(program.c_str(), X_OK) == 0) return program.string();
  }
  if (const auto program = find_program("java")) return program->string();
  return fail(ErrorCode::io_error,
              "Java is missing: Apache Kafka needs a Java runtime, version 17 for Kafka 4. Install "
              "one with 'apt-get install default-jre-headless', or run packaging/deps.");
}

bool all_exist(const std::string& classpath) {
  std::istringstream jars(classpath);
  bool any = false;
  for (std::string jar; std::getline(jars, jar, ':'); any = true)
    if (::access(jar.c_str(), R_OK) != 0) return false;
  return any;
}

/// The class path of an earlier run, if it was made from the same project and is still all there.
std::optional<std::string> cached_classpath(const fs::path& folder, const std::string& project) {
  const auto made_from = read_file(folder / "resolved.pom");
  if (!made_from || *made_from != project) return std::nullopt;
  auto classpath = read_file(folder / "classpath");
  if (!classpath) return std::nullopt;
  while (classpath->ends_with('\n')) classpath->pop_back();
  if (!all_exist(*classpath)) return std::nullopt;
  return std::move(*classpath);
}

/// Reads Maven's output: what it has downloaded so far, and what went wrong.
class MavenOutput {
 public:
  MavenOutput(const KafkaVersion& version, const Progress& progress)
      : version_(version), progress_(progress) {}

  void line(std::string_view text) {
    log_ += text;
    log_ += '\n';
    if (text.find("Downloaded from ") != std::string_view::npos) {
      downloaded(text);
    } else if (text.starts_with("[ERROR] ") && error_.empty()) {
      error_ = text.substr(8);
    }
  }

  [[nodiscard]] const std::string& log() const { return log_; }

  /// The reason, without Maven's own frame around it.
  [[nodiscard]] std::string reason() const {
    std::string text = error_.empty() ? "it said nothing about why" : error_;
    for (const std::string_view frame :
         {"Could not resolve dependencies for project ", "Failed to execute goal "}) {
      const std::size_t at = text.find(frame);
      if (at == std::string::npos) continue;
      const std::size_t colon = text.find(": ", at + frame.size());
      if (colon != std::string::npos) text.erase(0, colon + 2);
    }
    if (const std::size_t hint = text.find(" -> [Help"); hint != std::string::npos)
      text.erase(hint);
    return text;
  }
  [[nodiscard]] bool no_such_version() const {
    return error_.find("org.apache.kafka:kafka_2.13:jar:" + version_.text) != std::string::npos &&
           (error_.find("Could not find artifact") != std::string::npos ||
            error_.find("was not found in") != std::string::npos);
  }

 private:
  using Clock = std::chrono::steady_clock;

  /// "Downloaded from central: <address> (1.2 MB at 3.4 MB/s)"
  void downloaded(std::string_view text) {
    ++files_;
    if (const std::size_t open = text.rfind('('); open != std::string_view::npos) {
      std::istringstream size{std::string(text.substr(open + 1))};
      double number = 0;
      std::string unit;
      if (size >> number >> unit)
        megabytes_ += number * (unit == "MB" ? 1.0 : unit == "kB" ? 1e-3 : 1e-6);
    }
    const auto now = Clock::now();
    if (now - told_ < std::chrono::milliseconds(500)) return;
    told_ = now;
    std::array<char, 80> line{};
    std::snprintf(line.data(), line.size(), "Downloading: %d files, %.1f MB so far", files_,
                  megabytes_);
    progress_(line.data(), true);
  }

  const KafkaVersion& version_;
  const Progress& progress_;
  std::string log_;
  std::string error_;
  int files_ = 0;
  double megabytes_ = 0;
  Clock::time_point told_;
};

Result<std::string> run_maven(const KafkaVersion& version, const fs::path& folder,
                              const fs::path& repository, const Progress& progress,
                              const std::stop_token& stop) {
  const auto program = find_program("mvn");
  if (!program) {
    return fail(ErrorCode::io_error,
                "Maven is missing: Apache Kafka " + version.text +
                    " is not in the cache yet, and 'mvn' is needed to download it. Install it "
                    "with 'apt-get install maven', or run packaging/deps.");
  }
  progress("Downloading Apache Kafka " + version.text + " with Maven; this is done once", false);
  MavenOutput output(version, progress);
  const fs::path found = folder / "classpath.maven";
  const auto status = run_program(
      {program->string(), "--batch-mode", "-Dstyle.color=never",
       "-Dmaven.repo.local=" + repository.string(), "--file", (folder / "pom.xml").string(),
       std::string(plugin), "-Dmdep.outputFile=" + found.string()},
      folder, [&](std::string_view line) { output.line(line); }, stop);
  if (!status) return tl::unexpected(status.error());
  if (auto kept = write_file(folder / "maven.log", output.log()); !kept)
    return tl::unexpected(kept.error());
  if (*status == 0) return read_file(found);
  if (output.no_such_version()) {
    return fail(ErrorCode::invalid_argument,
                "there is no Apache Kafka " + version.text + " where Maven looks for it");
  }
  return fail(ErrorCode::io_error, "Maven could not download Apache Kafka " + version.text + ": " +
                                       output.reason() + " (all of its output is in " +
                                       (folder / "maven.log").string() + ")");
}

}  // namespace

Result<fs::path> version_folder(const KafkaVersion& version) {
  return cache_folder().map([&](const fs::path& cache) { return cache / "kafka" / version.text; });
}

Result<Kafka> resolve_kafka(const KafkaVersion& version, const Progress& progress,
                            const std::stop_token& stop) {
  auto java = find_java();
  if (!java) return tl::unexpected(java.error());
  const auto folder = version_folder(version);
  if (!folder) return tl::unexpected(folder.error());
  const std::string project = pom(version);
  if (auto classpath = cached_classpath(*folder, project))
    return Kafka{version, *java, std::move(*classpath)};

  if (auto made = make_folders(*folder); !made) return tl::unexpected(made.error());
  const fs::path repository = *cache_folder() / "maven";
  if (auto made = make_folders(repository); !made) return tl::unexpected(made.error());
  // Two Mavens writing to one repository spoil it.
  const auto lock = FolderLock::take(
      repository / ".kafka-sandbox.lock",
      [](void* to) {
        (*static_cast<const Progress*>(to))("Waiting for another download to end", false);
      },
      const_cast<Progress*>(&progress));
  if (!lock) return tl::unexpected(lock.error());
  if (auto classpath = cached_classpath(*folder, project))
    return Kafka{version, *java, std::move(*classpath)};

  if (auto written = write_file(*folder / "pom.xml", project); !written)
    return tl::unexpected(written.error());
  auto classpath = run_maven(version, *folder, repository, progress, stop);
  if (!classpath) return tl::unexpected(classpath.error());
  while (classpath->ends_with('\n')) classpath->pop_back();
  if (auto written = write_file(*folder / "classpath", *classpath); !written)
    return tl::unexpected(written.error());
  // Last: it says that the class path is complete.
  if (auto written = write_file(*folder / "resolved.pom", project); !written)
    return tl::unexpected(written.error());
  return Kafka{version, *java, std::move(*classpath)};
}

}  // namespace kpp::tools::sandbox
