// error: cannot convert 'int' to 'kpp::Position'
#include "kpp/consumer.hpp"

// A bare number would be read as Kafka's -1 and -2 by some and as an offset by others.
bool rewind(kpp::Consumer& consumer, const kpp::TopicPartition& partition) {
#ifdef MISUSE
  return consumer.seek(partition, -2).has_value();
#else
  return consumer.seek(partition, kpp::Position::earliest()).has_value();
#endif
}
