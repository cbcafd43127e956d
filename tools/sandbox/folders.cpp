#include "sandbox/folders.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

namespace kpp::tools::sandbox {
namespace {

tl::unexpected<Error> file_error(const std::string& what, const fs::path& file, int number) {
  return fail(ErrorCode::io_error, what + " " + file.string() + ": " + std::strerror(number));
}

/// A folder of the XDG base directory specification; a relative one is to be ignored, it says.
Result<fs::path> xdg_folder(const char* variable, const char* below_home) {
  const char* set = std::getenv(variable);
  if (set != nullptr && *set == '/') return fs::path(set);
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / below_home;
  return fail(ErrorCode::invalid_argument, "neither " + std::string(variable) +
                                               " nor HOME is set, so there is no place for the "
                                               "sandbox's files");
}

}  // namespace

Result<fs::path> cache_folder() {
  auto folder = xdg_folder("XDG_CACHE_HOME", ".cache");
  if (!folder) return folder;
  if (folder->native().find(':') != std::string::npos) {
    return fail(ErrorCode::invalid_argument,
                "the cache folder " + folder->string() +
                    " has a colon in its name, which a Java class path cannot hold; set "
                    "XDG_CACHE_HOME to another one");
  }
  return *folder / "kpp";
}

Result<fs::path> default_sandbox_folder() {
  return xdg_folder("XDG_STATE_HOME", ".local/state").map([](const fs::path& folder) {
    return folder / "kpp" / "sandbox";
  });
}

Result<void> make_folders(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return file_error("cannot make the folder", folder, error.value());
  return {};
}

Result<std::string> read_file(const fs::path& file) {
  const std::ifstream stream(file, std::ios::binary);
  if (!stream) return file_error("cannot read", file, errno);
  std::ostringstream content;
  content << stream.rdbuf();
  return std::move(content).str();
}

Result<void> write_file(const fs::path& file, std::string_view content) {
  fs::path part = file;
  part += ".new";
  const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return file_error("cannot write", part, errno);
  int failed = 0;
  while (!content.empty() && failed == 0) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written >= 0) {
      content.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      failed = errno;
    }
  }
  if (::close(fd) != 0 && failed == 0) failed = errno;
  if (failed == 0 && std::rename(part.c_str(), file.c_str()) != 0) failed = errno;
  if (failed != 0) {
    ::unlink(part.c_str());
    return file_error("cannot write", file, failed);
  }
  return {};
}

Result<FolderLock> FolderLock::take(const fs::path& file, void (*on_wait)(void*), void* argument) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return file_error("cannot write", file, errno);
  FolderLock lock(fd);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  for (bool first = true; ::flock(fd, LOCK_EX | LOCK_NB) != 0; first = false) {
    if (errno != EWOULDBLOCK && errno != EINTR) return file_error("cannot lock", file, errno);
    if (first) on_wait(argument);
    if (std::chrono::steady_clock::now() > deadline) {
      return fail(ErrorCode::timed_out,
                  "another kafka-sandbox has held " + file.string() + " for two minutes");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace kpp::tools::sandbox
