// error: ignoring return value
#include "kpp/admin.hpp"

void remove(kpp::Admin& admin, const std::string& topic) {
#ifdef MISUSE
  admin.delete_topics({&topic, 1});
#else
  if (!admin.delete_topics({&topic, 1})) return;
#endif
}
