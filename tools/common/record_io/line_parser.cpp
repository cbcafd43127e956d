#include "record_io/line_parser.hpp"

#include <utility>

#include "record_io/flags.hpp"
#include "record_io/line_fields.hpp"
#include "record_io/text.hpp"

namespace kpp::tools {
namespace {

tl::unexpected<UsageError> may_not_be_equal(std::string_view a, std::string_view b) {
  return tl::unexpected(
      UsageError{std::string(a) + " and " + std::string(b) + " may not be equal"});
}

tl::unexpected<Error> bad_line(std::string text) {
  return kpp::fail(ErrorCode::invalid_record, std::move(text));
}

}  // namespace

tl::expected<ReaderSettings, UsageError> reader_settings(const Properties& properties,
                                                         std::vector<std::string>& unknown) {
  ReaderSettings settings;
  for (const auto& [key, value] : properties) {
    if (key == "parse.key") {
      settings.parse_key = is_true(value);
    } else if (key == "parse.headers") {
      settings.parse_headers = is_true(value);
    } else if (key == "parse.timestamp") {
      settings.parse_timestamp = is_true(value);
    } else if (key == "parse.partition") {
      settings.parse_partition = is_true(value);
    } else if (key == "ignore.error") {
      settings.ignore_error = is_true(value);
    } else if (key == "key.separator") {
      settings.key_separator = value;
    } else if (key == "headers.delimiter") {
      settings.headers_delimiter = value;
    } else if (key == "headers.separator") {
      settings.headers_separator = value;
    } else if (key == "headers.key.separator") {
      settings.headers_key_separator = value;
    } else if (key == "null.marker") {
      settings.null_marker = value;
    } else {
      unknown.push_back(key);
    }
  }
  const auto& s = settings;
  if (s.headers_delimiter == s.headers_separator)
    return may_not_be_equal("headers.delimiter", "headers.separator");
  if (s.headers_delimiter == s.headers_key_separator)
    return may_not_be_equal("headers.delimiter", "headers.key.separator");
  if (s.headers_separator == s.headers_key_separator)
    return may_not_be_equal("headers.separator", "headers.key.separator");
  if (s.null_marker) {
    if (s.key_separator == *s.null_marker) return may_not_be_equal("null.marker", "key.separator");
    if (s.headers_separator == *s.null_marker)
      return may_not_be_equal("null.marker", "headers.separator");
    if (s.headers_delimiter == *s.null_marker)
      return may_not_be_equal("null.marker", "headers.delimiter");
    if (s.headers_key_separator == *s.null_marker)
      return may_not_be_equal("null.marker", "headers.key.separator");
  }
  return settings;
}

Result<LineParser> LineParser::make(ReaderSettings settings) {
  auto splitter = HeaderSplitter::make(settings.headers_separator);
  if (!splitter) return tl::unexpected(splitter.error());
  return LineParser(std::move(settings), std::move(*splitter));
}

Result<void> LineParser::parse_headers(std::string_view text, std::uint64_t number) {
  splitter_.split(text, pairs_);
  for (const std::string_view pair : pairs_) {
    const std::size_t at = pair.find(settings_.headers_key_separator);
    if (at == std::string_view::npos) {
      if (!settings_.ignore_error) {
        return bad_line("No header key separator found in pair '" + std::string(pair) +
                        "' on line number " + std::to_string(number));
      }
      headers_.push_back({pair, std::nullopt});
      continue;
    }
    HeaderView header{pair.substr(0, at), pair.substr(at + settings_.headers_key_separator.size())};
    if (is_null(header.key)) {
      return bad_line("Header keys should not be equal to the null marker '" +
                      *settings_.null_marker + "' as they can't be null, on line number " +
                      std::to_string(number));
    }
    if (is_null(*header.value)) header.value.reset();
    headers_.push_back(header);
  }
  return {};
}

/// Cuts the part before `separator` off; with ignore.error a missing one leaves the line as it is.
Result<std::optional<std::string_view>> LineParser::take(Cursor& at, const std::string& separator,
                                                         std::string_view name) const {
  const std::size_t found = at.rest.find(separator);
  if (found == std::string_view::npos) {
    if (settings_.ignore_error) return std::nullopt;
    return bad_line("No " + std::string(name) + " found on line number " +
                    std::to_string(at.number) + ": '" + std::string(at.line) + '\'');
  }
  const std::string_view part = at.rest.substr(0, found);
  at.rest.remove_prefix(found + separator.size());
  return part;
}

/// Time and partition, which stand in front and end with the key separator, as the console consumer prints them.
Result<void> LineParser::parse_place(Cursor& at, ParsedRecord& parsed) const {
  const auto wrong = [&](const std::string& what) {
    return bad_line(what + " on line number " + std::to_string(at.number));
  };
  if (settings_.parse_timestamp) {
    const auto taken = take(at, settings_.key_separator, "timestamp separator");
    if (!taken) return tl::unexpected(taken.error());
    if (*taken && !is_null(**taken)) {
      const auto timestamp = parse_timestamp(**taken);
      if (!timestamp) return wrong(timestamp.error());
      parsed.timestamp = *timestamp;
    }
  }
  if (settings_.parse_partition) {
    const auto taken = take(at, settings_.key_separator, "partition separator");
    if (!taken) return tl::unexpected(taken.error());
    if (*taken && !is_null(**taken)) {
      const auto partition = parse_partition(**taken);
      if (!partition) return wrong(partition.error());
      parsed.partition = *partition;
    }
  }
  return {};
}

/// Nothing for the null marker; `bytes` holds what the answer points to.
Result<std::optional<std::string_view>> LineParser::decoded(std::string_view text,
                                                            std::string_view name,
                                                            std::string& bytes,
                                                            std::uint64_t number) const {
  if (is_null(text)) return std::nullopt;
  if (settings_.encoding == ByteEncoding::plain) return text;
  bytes.clear();
  if (append_decoded(bytes, text, settings_.encoding)) return bytes;
  return bad_line("The " + std::string(name) + " is not " +
                  std::string(name_of(settings_.encoding)) + " on line number " +
                  std::to_string(number));
}

Result<ParsedRecord> LineParser::parse(std::string_view line, std::uint64_t number) {
  if (!settings_.keep_bytes && !is_utf8(line)) {
    ++replaced_;
    as_utf8_.clear();
    append_as_utf8(as_utf8_, line);
    line = as_utf8_;
  }
  ParsedRecord parsed;
  Cursor at{line, line, number};
  if (auto done = parse_place(at, parsed); !done) return tl::unexpected(done.error());
  std::optional<std::string_view> headers;
  if (settings_.parse_headers) {
    const auto taken = take(at, settings_.headers_delimiter, "headers delimiter");
    if (!taken) return tl::unexpected(taken.error());
    headers = *taken;
  }
  if (settings_.parse_key) {
    const auto taken = take(at, settings_.key_separator, "key separator");
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) {
      const auto key = decoded(**taken, "key", key_, number);
      if (!key) return tl::unexpected(key.error());
      parsed.key = *key;
    }
  }
  const auto value = decoded(at.rest, "value", value_, number);
  if (!value) return tl::unexpected(value.error());
  parsed.value = *value;
  headers_.clear();
  if (headers && !is_null(*headers)) {
    if (auto done = parse_headers(*headers, number); !done) return tl::unexpected(done.error());
    parsed.headers = headers_;
  }
  return parsed;
}

}  // namespace kpp::tools
