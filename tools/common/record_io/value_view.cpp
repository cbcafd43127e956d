#include "record_io/value_view.hpp"

#include <nlohmann/json.hpp>

#include "record_io/message_pack.hpp"

namespace kpp::tools {

tl::expected<ValueFormat, std::string> value_format_named(std::string_view name) {
  if (name == "bytes") return ValueFormat::bytes;
  if (name == "msgpack") return ValueFormat::message_pack;
  if (name == "avro") return ValueFormat::avro;
  return tl::unexpected("unknown format '" + std::string(name) + "': use bytes, msgpack or avro");
}

Result<void> ValueView::decode(RecordFields& record) {
  if (settings_.format == ValueFormat::bytes || !record.value) return {};
  text_.clear();
  if (settings_.format == ValueFormat::avro) {
    if (auto done = settings_.schemas->append(text_, *record.value); !done) return done;
  } else if (!append_message_pack(text_, *record.value)) {
    return fail(ErrorCode::invalid_argument, "the value is not MessagePack that JSON can show");
  }
  record.value = text_;
  return {};
}

void ValueView::lay_out(RecordFields& record) {
  if (!settings_.layout.indented || !record.value || !nlohmann::json::accept(*record.value)) return;
  laid_out_.clear();
  append_json(laid_out_, *record.value, settings_.layout);
  record.value = laid_out_;
}

}  // namespace kpp::tools
