// error: use of deleted function
#include "kpp/consumer.hpp"

kpp::Consumer take(kpp::Consumer& consumer) {
#ifdef MISUSE
  return kpp::Consumer(consumer);
#else
  return kpp::Consumer(std::move(consumer));
#endif
}
