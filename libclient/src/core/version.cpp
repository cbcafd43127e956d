#include "kpp/version.hpp"

#define KPP_STRING_(x) #x
#define KPP_STRING(x) KPP_STRING_(x)

namespace kpp {
std::string_view version() noexcept {
  return KPP_STRING(KPP_VERSION_MAJOR) "." KPP_STRING(KPP_VERSION_MINOR) "." KPP_STRING(
      KPP_VERSION_PATCH);
}
}  // namespace kpp
