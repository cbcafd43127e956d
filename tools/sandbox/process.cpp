#include "sandbox/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

namespace kpp::tools::sandbox {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto poll_pause = std::chrono::milliseconds(20);

/// posix_spawn's two tables, freed at the end of the scope.
class SpawnSetup {
 public:
  explicit SpawnSetup(short group_flag) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    // Our own blocked and ignored signals would stay so in the child.
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
    sigset_t restored;
    sigemptyset(&restored);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT})
      sigaddset(&restored, signal);
    posix_spawnattr_setsigdefault(&attributes_, &restored);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, static_cast<short>(POSIX_SPAWN_SETSIGMASK |
                                                              POSIX_SPAWN_SETSIGDEF | group_flag));
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  posix_spawn_file_actions_t* actions() { return &actions_; }

  /// The child keeps no descriptor but the first three, or whoever reads from our other ones would
  /// wait for its end.
  Result<pid_t> spawn(const std::vector<std::string>& words, const std::filesystem::path& folder) {
    posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    posix_spawn_file_actions_addclosefrom_np(&actions_, 3);
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    pid_t pid = 0;
    const int error = posix_spawnp(&pid, argv[0], &actions_, &attributes_, argv.data(), environ);
    if (error != 0) {
      return fail(ErrorCode::io_error, "cannot run " + words.front() + ": " + std::strerror(error));
    }
    return pid;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

std::string first_line(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

int exit_status(int wait_status) {
  return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

bool wait_until_gone(const std::vector<ProcessIdentity>& processes, Clock::time_point deadline) {
  for (;;) {
    bool any = false;
    for (const ProcessIdentity& process : processes) any = any || is_running(process);
    if (!any) return true;
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(poll_pause);
  }
}

void signal_all(const std::vector<ProcessIdentity>& processes, int signal) {
  for (const ProcessIdentity& process : processes)
    if (is_running(process)) ::kill(process.pid, signal);
}

/// Ends the process group of a child that we wait for.
int end_group(pid_t child) {
  ::kill(-child, SIGTERM);
  int status = 0;
  const auto deadline = Clock::now() + std::chrono::seconds(2);
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() > deadline) {
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
      break;
    }
    std::this_thread::sleep_for(poll_pause);
  }
  return status;
}

}  // namespace

std::string boot_id() {
  return first_line("/proc/sys/kernel/random/boot_id");
}

std::optional<ProcessIdentity> identify(pid_t pid) {
  if (pid <= 0) return std::nullopt;
  const std::string line = first_line("/proc/" + std::to_string(pid) + "/stat");
  // "pid (name) state ...": the name may hold anything, so look behind its last parenthesis. The
  // state is field 3, the time of start field 22.
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream fields(line.substr(name_end + 1));
  std::string field;
  ProcessIdentity process{pid, 0};
  for (int number = 3; fields >> field; ++number) {
    if (number == 3 && (field == "Z" || field == "X")) return std::nullopt;
    if (number != 22) continue;
    std::from_chars(field.data(), field.data() + field.size(), process.start_ticks);
    return process;
  }
  return std::nullopt;
}

bool is_running(const ProcessIdentity& process) {
  const auto now = identify(process.pid);
  return now && now->start_ticks == process.start_ticks;
}

Result<ProcessIdentity> spawn_detached(const std::vector<std::string>& words,
                                       const std::filesystem::path& folder,
                                       const std::filesystem::path& log) {
  SpawnSetup setup(POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_addopen(setup.actions(), 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(setup.actions(), 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                   0666);
  posix_spawn_file_actions_adddup2(setup.actions(), 1, 2);
  const auto pid = setup.spawn(words, folder);
  if (!pid) return tl::unexpected(pid.error());
  // It may have ended already; the caller finds out when it asks how.
  return identify(*pid).value_or(ProcessIdentity{*pid, 0});
}

std::string how_it_ended(pid_t child) {
  int status = 0;
  // Its first thread may have ended a moment before the others.
  const auto deadline = Clock::now() + std::chrono::seconds(2);
  for (;;) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) break;
    if (ended < 0 || Clock::now() > deadline) return "";
    std::this_thread::sleep_for(poll_pause);
  }
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return " by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
  }
  return " with status " + std::to_string(WEXITSTATUS(status));
}

void terminate(const std::vector<ProcessIdentity>& processes, std::chrono::milliseconds patience) {
  if (patience.count() > 0) {
    signal_all(processes, SIGTERM);
    if (wait_until_gone(processes, Clock::now() + patience)) return;
  }
  signal_all(processes, SIGKILL);
  wait_until_gone(processes, Clock::now() + std::chrono::seconds(5));
}

Result<int> run_program(const std::vector<std::string>& words, const std::filesystem::path& folder,
                        const std::function<void(std::string_view)>& on_line,
                        const std::stop_token& stop) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::io_error, std::string("cannot make a pipe: ") + std::strerror(errno));
  Result<pid_t> child = [&] {
    SpawnSetup setup(POSIX_SPAWN_SETPGROUP);
    posix_spawn_file_actions_addopen(setup.actions(), 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(setup.actions(), pipe[1], 1);
    posix_spawn_file_actions_adddup2(setup.actions(), pipe[1], 2);
    return setup.spawn(words, folder);
  }();
  ::close(pipe[1]);
  if (!child) {
    ::close(pipe[0]);
    return tl::unexpected(child.error());
  }

  std::string pending;
  std::array<char, 4096> buffer{};
  bool open = true;
  while (open && !stop.stop_requested()) {
    pollfd ready{pipe[0], POLLIN, 0};
    if (::poll(&ready, 1, 100) <= 0) continue;
    const ssize_t count = ::read(pipe[0], buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    open = count > 0;
    if (open) pending.append(buffer.data(), static_cast<std::size_t>(count));
    std::size_t end = 0;
    while ((end = pending.find('\n')) != std::string::npos) {
      on_line(std::string_view(pending).substr(0, end));
      pending.erase(0, end + 1);
    }
  }
  if (!pending.empty()) on_line(pending);
  ::close(pipe[0]);
  if (stop.stop_requested()) {
    end_group(*child);
    return fail(ErrorCode::cancelled, "interrupted");
  }
  int status = 0;
  while (::waitpid(*child, &status, 0) < 0 && errno == EINTR) {
  }
  return exit_status(status);
}

std::optional<std::filesystem::path> find_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const auto file = std::filesystem::path(folder.empty() ? "." : folder) / name;
    if (::access(file.c_str(), X_OK) == 0 && !std::filesystem::is_directory(file)) return file;
  }
  return std::nullopt;
}

}  // namespace kpp::tools::sandbox
