#pragma once

#include <string>

#include "kpp/error.hpp"

namespace kpp::tools {

/// An error as Java prints an exception: "org.apache.kafka.common.errors.InvalidTopicException: ...".
[[nodiscard]] inline std::string as_java_exception(const Error& error) {
  return java_exception(error.code()) + ": " + error.message();
}

}  // namespace kpp::tools
