#pragma once
// What a client makes of one refusal of a broker: the columns of the fault tables.

#include <doctest/doctest.h>

#include <ostream>
#include <string>

#include "kpp/error.hpp"

namespace kpp::test {

enum class Outcome {
  healed,    ///< The client tried again by itself, and the caller saw nothing of it.
  reported,  ///< The caller got this very error.
};

inline std::ostream& operator<<(std::ostream& out, Outcome outcome) {
  return out << (outcome == Outcome::healed ? "healed" : "reported");
}

struct Fault {
  ErrorCode code;
  Outcome outcome;
};

/// A code that no Kafka of today knows: a newer broker may have it.
inline constexpr ErrorCode code_of_tomorrow{999};

inline std::string label(ErrorCode code) {
  return std::string(name(code)) + " (" + std::to_string(static_cast<int>(code)) + ")";
}

}  // namespace kpp::test
