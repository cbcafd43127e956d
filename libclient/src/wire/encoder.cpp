#include "wire/encoder.hpp"

namespace kpp::wire {

void fail_null(Writer& writer, const char* field, Encoding encoding) {
  writer.fail(ErrorCode::unsupported_by_broker,
              "version " + std::to_string(encoding.version) + " has no null for " + field);
}

void fail_absent(Writer& writer, const char* field, Encoding encoding) {
  writer.fail(ErrorCode::unsupported_by_broker,
              "version " + std::to_string(encoding.version) + " cannot carry " + field);
}

}  // namespace kpp::wire
