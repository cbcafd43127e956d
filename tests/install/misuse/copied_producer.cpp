// error: use of deleted function
#include "kpp/producer.hpp"

kpp::Producer take(kpp::Producer& producer) {
#ifdef MISUSE
  return kpp::Producer(producer);
#else
  return kpp::Producer(std::move(producer));
#endif
}
