#pragma once
// Processes that outlive us, and one that we wait for.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/error.hpp"

namespace kpp::tools::sandbox {

/// A process, beyond its number: the system may give a number to another process later, but not
/// with the same time of start in the same run of the system.
struct ProcessIdentity {
  pid_t pid = 0;
  std::uint64_t start_ticks = 0;
};

/// Changes with every start of the system.
[[nodiscard]] std::string boot_id();

/// Empty if there is no such process, or only what is left of an ended one.
[[nodiscard]] std::optional<ProcessIdentity> identify(pid_t pid);
[[nodiscard]] bool is_running(const ProcessIdentity& process);

/// Starts a program in a session of its own, so that no signal of our terminal reaches it: working
/// in `folder`, reading nothing, writing to the end of `log`.
[[nodiscard]] Result<ProcessIdentity> spawn_detached(const std::vector<std::string>& words,
                                                     const std::filesystem::path& folder,
                                                     const std::filesystem::path& log);

/// How a child of ours ended: " with status 1", " by signal 9 (Killed)". Empty if it is not ours or
/// has not ended.
[[nodiscard]] std::string how_it_ended(pid_t child);

/// SIGTERM to all, and SIGKILL to those that are left after `patience`.
void terminate(const std::vector<ProcessIdentity>& processes, std::chrono::milliseconds patience);

/// Runs a program to its end, handing over its output (stdout and stderr) line by line. A stop
/// request ends it. Answers the exit status; 128 + the number of the signal that ended it.
[[nodiscard]] Result<int> run_program(const std::vector<std::string>& words,
                                      const std::filesystem::path& folder,
                                      const std::function<void(std::string_view)>& on_line,
                                      const std::stop_token& stop);

/// The program's full path by $PATH; empty if it is not there.
[[nodiscard]] std::optional<std::filesystem::path> find_program(std::string_view name);

}  // namespace kpp::tools::sandbox
