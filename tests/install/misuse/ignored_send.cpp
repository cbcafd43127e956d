// error: ignoring return value
#include "kpp/producer.hpp"

void produce(kpp::Producer& producer, kpp::Record record) {
#ifdef MISUSE
  producer.send(std::move(record));
#else
  if (!producer.send(std::move(record))) return;
#endif
}
