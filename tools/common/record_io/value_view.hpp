#pragma once
// What is shown of a record's value instead of its bytes.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "kpp/error.hpp"
#include "record_io/avro/single_object.hpp"
#include "record_io/json_layout.hpp"
#include "record_io/record_fields.hpp"

namespace kpp::tools {

enum class ValueFormat : std::uint8_t { bytes, message_pack, avro };

/// "bytes", "msgpack" and "avro". The error is a sentence.
[[nodiscard]] tl::expected<ValueFormat, std::string> value_format_named(std::string_view name);

struct ValueSettings {
  ValueFormat format = ValueFormat::bytes;
  JsonLayout layout{};
  std::shared_ptr<const avro::SingleObjects> schemas{};  // of avro
};

class ValueView {
 public:
  explicit ValueView(ValueSettings settings) : settings_(std::move(settings)) {}

  /// Makes the value text, if it is in a format of its own; what conditions see. Valid until the next call.
  [[nodiscard]] Result<void> decode(RecordFields& record);
  /// Lays it out, if it is JSON; else it stays as it is. Valid until the next call.
  void lay_out(RecordFields& record);

 private:
  ValueSettings settings_;
  std::string text_;
  std::string laid_out_;
};

}  // namespace kpp::tools
