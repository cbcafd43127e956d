#include "client/rdkafka.hpp"
#include "kpp/observe.hpp"

namespace kpp {

std::string_view librdkafka_version() noexcept {
  return rd_kafka_version_str();
}

}  // namespace kpp
