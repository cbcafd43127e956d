#include "security/dynamic_library.hpp"

#include <dlfcn.h>

namespace kpp::security {

Result<DynamicLibrary> DynamicLibrary::open(const std::string& file, const std::string& package) {
  // Local: what this process has of another version keeps its own names.
  if (void* handle = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL))
    return DynamicLibrary(handle, file);
  const char* why = ::dlerror();
  return fail(ErrorCode::invalid_config_value,
              "the configuration needs " + file + ", which cannot be loaded (Debian: " + package +
                  "): " + (why != nullptr ? why : "no reason given"));
}

Result<void*> DynamicLibrary::symbol(const char* name) const {
  if (void* found = ::dlsym(handle_, name)) return found;
  return fail(ErrorCode::invalid_config_value, file_ + " has no function " + name);
}

}  // namespace kpp::security
