// error: passing 'const kpp::Producer' as 'this' argument discards qualifiers
#include "kpp/producer.hpp"

#ifdef MISUSE
bool produce(const kpp::Producer& producer) {
#else
bool produce(kpp::Producer& producer) {
#endif
  return producer.send(kpp::RecordView{.topic = "orders"}).has_value();
}
