// error: cannot bind rvalue reference
#include "kpp/producer.hpp"

// A record that is sent gives its buffer away, so the caller has to say so.
bool produce(kpp::Producer& producer, kpp::Record& record) {
#ifdef MISUSE
  return producer.send(record).has_value();
#else
  return producer.send(std::move(record)).has_value();
#endif
}
