#pragma once
// Where the sandbox keeps things, and files read and written whole.

#include <filesystem>
#include <string>
#include <string_view>

#include "kpp/error.hpp"

namespace kpp::tools::sandbox {

namespace fs = std::filesystem;

/// Downloads: $XDG_CACHE_HOME/kpp, else ~/.cache/kpp.
[[nodiscard]] Result<fs::path> cache_folder();
/// A sandbox without --dir: $XDG_STATE_HOME/kpp/sandbox, else ~/.local/state/kpp/sandbox.
[[nodiscard]] Result<fs::path> default_sandbox_folder();

[[nodiscard]] Result<void> make_folders(const fs::path& folder);
[[nodiscard]] Result<std::string> read_file(const fs::path& file);
/// Replaces the file as a whole: a reader sees the old or the new content, never a part.
[[nodiscard]] Result<void> write_file(const fs::path& file, std::string_view content);

/// Holds a lock file until it goes out of scope.
class FolderLock {
 public:
  /// Waits up to two minutes; `on_wait` is called once if it has to.
  [[nodiscard]] static Result<FolderLock> take(const fs::path& file, void (*on_wait)(void*),
                                               void* argument);
  FolderLock(FolderLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace kpp::tools::sandbox
