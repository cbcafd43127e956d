#pragma once
// Avro schemas, as far as the reading of values needs them: https://avro.apache.org/docs/1.12.0/specification

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace kpp::tools::avro {

/// The primitive ones first, in the order of the specification.
enum class Type : std::uint8_t {
  null,
  boolean,
  int32,
  int64,
  real32,
  real64,
  bytes,
  string,
  record,
  enumeration,
  array,
  map,
  choice,  // a union
  fixed,
};

/// A type and what it is made of, which is named by its place in the schema: types may contain themselves.
struct Node {
  Type type = Type::null;
  std::string name{};  // as a union's JSON names it: "long", "array", "com.acme.Reading"
  std::vector<std::string> names{};  // of a record's fields, an enum's symbols
  std::vector<std::size_t>
      parts{};           // a record's fields, a union's branches, what an array or a map holds
  std::size_t size = 0;  // of fixed
};

class Schema {
 public:
  /// The text of an .avsc file. The error is a sentence without the file's name.
  [[nodiscard]] static tl::expected<Schema, std::string> parse(std::string_view json);

  [[nodiscard]] std::size_t root() const noexcept { return root_; }
  [[nodiscard]] const Node& node(std::size_t place) const { return nodes_[place]; }
  /// "Parsing Canonical Form", in which two schemas are equal if they read the same bytes in the same way.
  [[nodiscard]] const std::string& canonical() const noexcept { return canonical_; }
  /// CRC-64-AVRO of the canonical form.
  [[nodiscard]] std::uint64_t fingerprint() const noexcept { return fingerprint_; }

 private:
  std::vector<Node> nodes_;
  std::size_t root_ = 0;
  std::string canonical_;
  std::uint64_t fingerprint_ = 0;
};

}  // namespace kpp::tools::avro
