// error: ignoring return value
#include "kpp/consumer.hpp"

void finish(kpp::Consumer& consumer) {
#ifdef MISUSE
  consumer.commit(std::chrono::seconds(1));
#else
  if (!consumer.commit(std::chrono::seconds(1))) return;
#endif
}
