#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "kpp/error.hpp"
#include "record_io/avro/schema.hpp"

namespace kpp::tools::avro {

/// Reads values in Avro's single-object encoding, which begin with two marks and the fingerprint of their schema.
class SingleObjects {
 public:
  void add(Schema schema);

  /// Appends the value as JSON: see `append_value`. What is wrong leaves `out` as it was.
  [[nodiscard]] Result<void> append(std::string& out, std::string_view bytes) const;

 private:
  std::map<std::uint64_t, Schema> schemas_;
};

}  // namespace kpp::tools::avro
