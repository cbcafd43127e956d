#include "record_io/default_formatter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "record_io/flags.hpp"
#include "record_io/text.hpp"

namespace kpp::tools {
namespace {

struct Flag {
  std::string_view name;
  bool FormatterSettings::*field;
};
constexpr std::array flags{
    Flag{"print.timestamp", &FormatterSettings::print_timestamp},
    Flag{"print.partition", &FormatterSettings::print_partition},
    Flag{"print.offset", &FormatterSettings::print_offset},
    Flag{"print.delivery", &FormatterSettings::print_delivery},
    Flag{"print.epoch", &FormatterSettings::print_epoch},
    Flag{"print.headers", &FormatterSettings::print_headers},
    Flag{"print.key", &FormatterSettings::print_key},
    Flag{"print.value", &FormatterSettings::print_value},
};

struct Text {
  std::string_view name;
  std::string FormatterSettings::*field;
};
constexpr std::array texts{
    Text{"key.separator", &FormatterSettings::key_separator},
    Text{"line.separator", &FormatterSettings::line_separator},
    Text{"headers.separator", &FormatterSettings::headers_separator},
    Text{"null.literal", &FormatterSettings::null_literal},
};

struct Field {
  std::string_view name;
  std::optional<Deserializer> FormatterSettings::*field;
};
constexpr std::array fields{
    Field{"key.deserializer", &FormatterSettings::key_deserializer},
    Field{"value.deserializer", &FormatterSettings::value_deserializer},
    Field{"headers.deserializer", &FormatterSettings::headers_deserializer},
};

template <std::size_t size, class Setting>
const Setting* find(const std::array<Setting, size>& settings, std::string_view name) {
  const auto found = std::ranges::find(settings, name, &Setting::name);
  return found == settings.end() ? nullptr : &*found;
}

/// The properties that Kafka passes on to a deserializer, without their prefix.
Properties sub_keys(const Properties& properties, std::string_view name) {
  const std::string prefix = std::string(name) + '.';
  Properties found;
  for (const auto& [key, value] : properties)
    if (key.starts_with(prefix) && key.size() > prefix.size())
      found.emplace_back(key.substr(prefix.size()), value);
  return found;
}

Deserializer::Side side_of(const Field& field) {
  return field.name.starts_with("key") ? Deserializer::Side::key : Deserializer::Side::value;
}

/// Whether a deserializer that was named has this setting: "value.deserializer.deserializer.encoding".
bool is_sub_key(std::string_view key, const std::map<std::string_view, std::string>& classes) {
  return std::ranges::any_of(fields, [&](const Field& field) {
    const auto named = classes.find(field.name);
    return named != classes.end() && key.starts_with(field.name) &&
           key.size() > field.name.size() && key[field.name.size()] == '.' &&
           Deserializer::has_setting(named->second, side_of(field),
                                     key.substr(field.name.size() + 1));
  });
}

template <class Number>
void write_number(Output& out, Number number) {
  std::array<char, 24> digits{};
  const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.write({digits.data(), static_cast<std::size_t>(done.ptr - digits.data())});
}

std::string_view type_name(TimestampType type) {
  return type == TimestampType::log_append ? "LogAppendTime:" : "CreateTime:";
}

}  // namespace

tl::expected<FormatterSettings, UsageError> formatter_settings(const Properties& properties,
                                                               std::vector<std::string>& unknown) {
  FormatterSettings settings;
  std::map<std::string_view, std::string> classes;
  for (const auto& [key, value] : properties)
    if (const Field* field = find(fields, key)) classes.insert_or_assign(field->name, value);
  for (const auto& [key, value] : properties) {
    if (const Flag* flag = find(flags, key)) {
      settings.*(flag->field) = is_true(value);
    } else if (const Text* text = find(texts, key)) {
      settings.*(text->field) = value;
    } else if (const Field* field = find(fields, key)) {
      auto made = Deserializer::named(value, sub_keys(properties, key), side_of(*field));
      if (!made) return tl::unexpected(UsageError{key + ": " + made.error().message()});
      settings.*(field->field) = *made;
    } else if (!is_sub_key(key, classes)) {
      unknown.push_back(key);
    }
  }
  return settings;
}

DefaultFormatter::DefaultFormatter(FormatterSettings settings) : settings_(std::move(settings)) {
  const auto add = [&](bool wanted, Column column) {
    if (wanted) columns_.push_back(column);
  };
  add(settings_.print_timestamp, Column::timestamp);
  add(settings_.print_partition, Column::partition);
  add(settings_.print_offset, Column::offset);
  add(settings_.print_delivery, Column::delivery);
  add(settings_.print_epoch, Column::epoch);
  add(settings_.print_headers, Column::headers);
  add(settings_.print_key, Column::key);
  add(settings_.print_value, Column::value);
  only_raw_value_ =
      columns_ == std::vector{Column::value} && !settings_.value_deserializer.has_value();
}

Result<std::string_view> DefaultFormatter::text(const std::optional<Deserializer>& deserializer,
                                                std::optional<std::string_view> bytes,
                                                std::string& scratch) const {
  // Kafka hands the null literal's bytes to the deserializer, which then fails or prints nonsense
  // ("null" as an int is 1853189228).
  if (!bytes) return settings_.null_literal;
  if (!deserializer) return *bytes;
  scratch.clear();
  if (auto done = deserializer->append(scratch, *bytes); !done) return tl::unexpected(done.error());
  return scratch;
}

Result<void> DefaultFormatter::prepare_headers(const RecordFields& record) {
  headers_text_.clear();
  if (record.headers.empty()) headers_text_ = "NO_HEADERS";
  std::string scratch;
  for (std::size_t i = 0; i < record.headers.size(); ++i) {
    if (i > 0) headers_text_ += settings_.headers_separator;
    headers_text_ += record.headers[i].key;
    headers_text_ += ':';
    const auto value = text(settings_.headers_deserializer, record.headers[i].value, scratch);
    if (!value) return tl::unexpected(value.error());
    headers_text_ += *value;
  }
  return {};
}

void DefaultFormatter::write_column(Column column, const RecordFields& record, Output& out) {
  switch (column) {
    case Column::timestamp:
      if (record.timestamp_type == TimestampType::none) {
        out.write("NO_TIMESTAMP");
      } else {
        out.write(type_name(record.timestamp_type));
        write_number(out, record.timestamp);
      }
      break;
    case Column::partition:
      out.write("Partition:");
      write_number(out, record.partition);
      break;
    case Column::offset:
      out.write("Offset:");
      write_number(out, record.offset);
      break;
    // Kafka's console consumer passes neither of the two to its formatter.
    case Column::delivery:
      out.write("Delivery:NOT_PRESENT");
      break;
    case Column::epoch:
      out.write("Epoch:NOT_PRESENT");
      break;
    case Column::headers:
      out.write(headers_text_);
      break;
    case Column::key:
      out.write(key_text_);
      break;
    case Column::value:
      out.write(value_text_);
      break;
  }
}

Result<void> DefaultFormatter::write(const RecordFields& record, Output& out) {
  if (only_raw_value_) {
    out.write(record.value ? *record.value : std::string_view(settings_.null_literal));
    out.write(settings_.line_separator);
    return {};
  }
  if (columns_.empty()) return {};
  // Everything that can fail comes first, so that a bad record leaves no half line behind.
  if (settings_.print_headers) {
    if (auto done = prepare_headers(record); !done) return done;
  }
  if (settings_.print_key) {
    const auto key = text(settings_.key_deserializer, record.key, key_scratch_);
    if (!key) return tl::unexpected(key.error());
    key_text_ = *key;
  }
  if (settings_.print_value) {
    const auto value = text(settings_.value_deserializer, record.value, value_scratch_);
    if (!value) return tl::unexpected(value.error());
    value_text_ = *value;
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) out.write(settings_.key_separator);
    write_column(columns_[i], record, out);
  }
  out.write(settings_.line_separator);
  return {};
}

Result<void> LoggingFormatter::write(const RecordFields& record, Output& out) {
  if (auto done = default_.write(record, out); !done) return done;
  line_.clear();
  if (record.timestamp_type != TimestampType::none) {
    line_ += type_name(record.timestamp_type);
    line_ += std::to_string(record.timestamp);
    line_ += ", ";
  }
  line_ += "key:";
  if (record.key) append_as_utf8(line_, *record.key);
  line_ += record.key ? ", " : "null ";
  line_ += "value:";
  if (record.value) append_as_utf8(line_, *record.value);
  if (!record.value) line_ += "null";
  line_ += '\n';
  log_.write(line_);
  return {};
}

}  // namespace kpp::tools
