#pragma once
/// \file
/// A library of the system that is loaded when it is first needed, so that a program which does not need it starts as
/// if it were not there.

#include <string>

#include "kpp/error.hpp"

namespace kpp::security {

class DynamicLibrary {
 public:
  /// `file` as the loader knows it ("libssl.so.3"); `package` is what Debian calls it, for the error. It stays loaded
  /// until the process ends.
  [[nodiscard]] static Result<DynamicLibrary> open(const std::string& file,
                                                   const std::string& package);

  /// Sets `function` to the library's function of this name.
  template <class Function>
  [[nodiscard]] Result<void> find(const char* name, Function*& function) const {
    const Result<void*> found = symbol(name);
    if (!found) return fail(found.error());
    function = reinterpret_cast<Function*>(*found);
    return {};
  }

 private:
  DynamicLibrary(void* handle, std::string file) : handle_(handle), file_(std::move(file)) {}
  [[nodiscard]] Result<void*> symbol(const char* name) const;

  void* handle_;
  std::string file_;
};

}  // namespace kpp::security
