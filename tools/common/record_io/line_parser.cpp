#include "record_io/line_parser.hpp"

#include <utility>

#include "record_io/flags.hpp"
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

Result<ParsedRecord> LineParser::parse(std::string_view line, std::uint64_t number) {
  if (!is_utf8(line)) {
    ++replaced_;
    decoded_.clear();
    append_as_utf8(decoded_, line);
    line = decoded_;
  }
  ParsedRecord parsed;
  std::string_view rest = line;
  // Cuts the part before `separator` off; with ignore.error a missing one leaves the line as it is.
  const auto take = [&](const std::string& separator,
                        std::string_view name) -> Result<std::optional<std::string_view>> {
    const std::size_t at = rest.find(separator);
    if (at == std::string_view::npos) {
      if (settings_.ignore_error) return std::nullopt;
      return bad_line("No " + std::string(name) + " found on line number " +
                      std::to_string(number) + ": '" + std::string(line) + '\'');
    }
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(at + separator.size());
    return part;
  };
  std::optional<std::string_view> headers;
  if (settings_.parse_headers) {
    const auto taken = take(settings_.headers_delimiter, "headers delimiter");
    if (!taken) return tl::unexpected(taken.error());
    headers = *taken;
  }
  if (settings_.parse_key) {
    const auto taken = take(settings_.key_separator, "key separator");
    if (!taken) return tl::unexpected(taken.error());
    if (*taken && !is_null(**taken)) parsed.key = **taken;
  }
  if (!is_null(rest)) parsed.value = rest;
  headers_.clear();
  if (headers && !is_null(*headers)) {
    if (auto done = parse_headers(*headers, number); !done) return tl::unexpected(done.error());
    parsed.headers = headers_;
  }
  return parsed;
}

}  // namespace kpp::tools
