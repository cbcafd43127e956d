// error: use of deleted function
#include "kpp/admin.hpp"

kpp::Admin take(kpp::Admin& admin) {
#ifdef MISUSE
  return kpp::Admin(admin);
#else
  return kpp::Admin(std::move(admin));
#endif
}
