#include "sandbox/storage.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "kpp/types.hpp"
#include "sandbox/folders.hpp"
#include "sandbox/process.hpp"

namespace kpp::tools::sandbox {
namespace {

// What the storage tool writes: the node's and the cluster's ids, which are ours to choose, and the
// features that the version starts with, which only that version's own tool knows.
constexpr std::string_view identity_file = "meta.properties";
constexpr std::string_view features_file = "bootstrap.checkpoint";
// The same, with the user of the secured listeners.
constexpr std::string_view user_features_file = "bootstrap-with-user.checkpoint";

std::string random_uuid() {
  std::random_device seed;
  std::uniform_int_distribution<unsigned> byte(1, 127);
  Uuid uuid;
  for (std::byte& one : uuid.bytes) one = static_cast<std::byte>(byte(seed));
  return uuid.to_string();
}

/// Runs the storage tool on a scratch folder and keeps what it says about the version: a JVM start
/// that is then saved at every later start of a sandbox.
Result<std::string> ask_storage_tool(const Kafka& kafka, const fs::path& cache, bool with_user,
                                     const std::stop_token& stop) {
  const fs::path scratch = cache / "format.tmp";
  std::error_code ignored;
  fs::remove_all(scratch, ignored);
  if (auto made = make_folders(scratch / "config"); !made) return tl::unexpected(made.error());
  const Plan plan{.version = kafka.version, .ports = {1}, .controller_ports = {2}};
  const auto written =
      write_file(scratch / "config/broker.properties", broker_properties(plan, 1)).and_then([&] {
        return write_file(scratch / "config/log.properties", log_properties(kafka.version));
      });
  if (!written) return tl::unexpected(written.error());

  auto words = java_command(kafka.java, kafka.version, kafka.classpath, "256m");
  words.insert(words.end(), {"kafka.tools.StorageTool", "format", "--cluster-id", random_uuid(),
                             "--config", "config/broker.properties"});
  if (with_user) {
    const std::string user =
        "=[name=" + std::string(secure_user) + ",password=" + std::string(secure_password) + "]";
    words.insert(words.end(),
                 {"--add-scram", "SCRAM-SHA-256" + user, "--add-scram", "SCRAM-SHA-512" + user});
  }
  std::string said;
  const auto status = run_program(
      words, scratch, [&](std::string_view line) { said.append(line).append("\n"); }, stop);
  if (!status) return tl::unexpected(status.error());
  if (*status != 0) {
    return fail(ErrorCode::io_error,
                "Kafka " + kafka.version.text + " could not format its storage:\n" + said);
  }
  auto features = read_file(scratch / plan.broker_data(1) / features_file);
  fs::remove_all(scratch, ignored);
  return features;
}

Result<std::string> starting_features(const Kafka& kafka, bool with_user,
                                      const std::stop_token& stop) {
  const auto cache = version_folder(kafka.version);
  if (!cache) return tl::unexpected(cache.error());
  const fs::path file = *cache / (with_user ? user_features_file : features_file);
  if (auto known = read_file(file)) return known;
  const auto lock = FolderLock::take(
      *cache / ".format.lock", [](void*) {}, nullptr);
  if (!lock) return tl::unexpected(lock.error());
  if (auto known = read_file(file)) return known;
  auto features = ask_storage_tool(kafka, *cache, with_user, stop);
  if (!features) return features;
  if (auto kept = write_file(file, *features); !kept) return tl::unexpected(kept.error());
  return features;
}

/// Whether a path leads to below the folder that it begins at.
bool is_inside(const fs::path& path) {
  const fs::path plain = path.lexically_normal();
  return plain.is_relative() && plain.begin()->string().find_first_not_of('.') != std::string::npos;
}

}  // namespace

Result<void> format_storage(const Kafka& kafka, const Plan& plan, const fs::path& folder,
                            const std::stop_token& stop) {
  // The last broker's identity is written last: without it, an earlier start was cut off.
  if (fs::exists(folder / log_dirs(plan, plan.brokers()).front() / identity_file)) return {};
  const auto features = starting_features(kafka, !plan.secure.empty(), stop);
  if (!features) return tl::unexpected(features.error());
  const std::string cluster = random_uuid();
  for (int id = 1; id <= plan.brokers(); ++id) {
    std::vector<std::string> dirs = log_dirs(plan, id);
    // The first is written last, see above.
    std::ranges::reverse(dirs);
    for (const std::string& name : dirs) {
      const fs::path dir = folder / name;
      // What is not of the sandbox may hold data of somebody else.
      const bool own = is_inside(name);
      if (!own && fs::exists(dir / identity_file)) continue;
      std::error_code ignored;
      if (own) fs::remove_all(dir, ignored);
      const std::string identity =
          "version=1\ncluster.id=" + cluster + "\nnode.id=" + std::to_string(id) +
          (kafka.version.at_least(3, 7) ? "\ndirectory.id=" + random_uuid() : "") + '\n';
      auto written = make_folders(dir);
      if (written && name == dirs.back()) written = write_file(dir / features_file, *features);
      if (written) written = write_file(dir / identity_file, identity);
      if (!written) return written;
    }
  }
  return {};
}

}  // namespace kpp::tools::sandbox
