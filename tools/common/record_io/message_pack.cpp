#include "record_io/message_pack.hpp"

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "record_io/json_string.hpp"
#include "record_io/text.hpp"

namespace kpp::tools {
namespace {

using nlohmann::json;

// The reader calls itself for each level, so that brackets without end would end the stack.
constexpr int deepest = 512;

/// Writes what the reader tells it of, without a tree in between: members keep their order.
class TextWriter final : public nlohmann::json_sax<json> {
 public:
  explicit TextWriter(std::string& out) : out_(out) {}

  bool null() override { return word("null"); }
  bool boolean(bool value) override { return word(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return word(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return word(std::to_string(value)); }
  bool number_float(number_float_t value, const string_t&) override {
    return word(json(value).dump());
  }
  bool string(string_t& text) override {
    separate();
    append_text(text);
    return true;
  }
  bool binary(binary_t& bytes) override {
    separate();
    out_ += '"';
    append_base64(out_, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    out_ += '"';
    return true;
  }
  bool start_object(std::size_t) override { return open('{'); }
  bool start_array(std::size_t) override { return open('['); }
  bool end_object() override { return close('}'); }
  bool end_array() override { return close(']'); }
  bool key(string_t& name) override {
    separate();
    append_text(name);
    out_ += ':';
    is_first_ = true;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const json::exception&) override {
    return false;
  }

 private:
  void separate() {
    if (!is_first_) out_ += ',';
    is_first_ = false;
  }
  bool word(std::string_view text) {
    separate();
    out_ += text;
    return true;
  }
  bool open(char bracket) {
    if (++depth_ > deepest) return false;
    separate();
    out_ += bracket;
    is_first_ = true;
    return true;
  }
  bool close(char bracket) {
    --depth_;
    out_ += bracket;
    is_first_ = false;
    return true;
  }
  void append_text(std::string_view text) {
    if (is_utf8(text)) {
      append_json_string(out_, text);
    } else {
      std::string replaced;
      append_as_utf8(replaced, text);
      append_json_string(out_, replaced);
    }
  }

  std::string& out_;
  bool is_first_ = true;
  int depth_ = 0;
};

}  // namespace

bool append_message_pack(std::string& out, std::string_view bytes) {
  const std::size_t begin = out.size();
  TextWriter writer(out);
  if (json::sax_parse(bytes.begin(), bytes.end(), &writer, json::input_format_t::msgpack))
    return true;
  out.resize(begin);
  return false;
}

}  // namespace kpp::tools
