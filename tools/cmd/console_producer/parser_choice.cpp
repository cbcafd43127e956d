#include "cmd/console_producer/parser_choice.hpp"

#include <string>
#include <utility>
#include <vector>

#include "client_config.hpp"
#include "record_io/format_line_parser.hpp"
#include "record_io/json_record_parser.hpp"
#include "record_io/line_parser.hpp"
#include "text/escapes.hpp"

namespace kpp::tools::console_producer {
namespace {

using Chosen = tl::expected<std::unique_ptr<RecordParser>, int>;

std::optional<UsageError> check_reader_class(const Options& options) {
  const auto name = options.value("line-reader");
  if (!name || *name == "org.apache.kafka.tools.LineMessageReader" ||
      *name == "kafka.tools.ConsoleProducer$LineMessageReader" || *name == "LineMessageReader")
    return std::nullopt;
  return UsageError{"The line reader '" + *name +
                    "' is a Java class, which cannot be loaded here; use the built-in "
                    "LineMessageReader and shape lines with --reader-property"};
}

/// File first, then --reader-property.
tl::expected<ReaderSettings, int> read_reader_settings(const Options& options,
                                                       const Context& context) {
  Properties properties;
  if (const auto file = options.value("reader-config")) {
    auto read = read_properties(*file);
    if (!read) return tl::unexpected(context.fail(read.error()));
    properties = std::move(*read);
  }
  const Properties given = key_values_or_empty(options.values("reader-property"));
  properties.insert(properties.end(), given.begin(), given.end());
  std::vector<std::string> unknown;
  auto settings = reader_settings(properties, unknown);
  if (!settings) return tl::unexpected(context.usage(settings.error()));
  for (const std::string& name : unknown)
    context.note("Warning: reader property '" + name + "' is not known and is ignored");
  return std::move(*settings);
}

/// The words of --keep, with commas between.
tl::expected<JsonRecordParser::Keep, UsageError> what_to_keep(std::string_view words) {
  JsonRecordParser::Keep keep;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(','));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    if (word == "partition") {
      keep.partition = true;
    } else if (word == "timestamp") {
      keep.timestamp = true;
    } else {
      return tl::unexpected(
          UsageError{"--keep: '" + std::string(word) + "' is neither partition nor timestamp"});
    }
  }
  return keep;
}

Chosen choose_json(const Options& options, const Context& context) {
  for (const std::string_view other : {"line-reader", "reader-property", "reader-config"})
    if (options.has(other))
      return tl::unexpected(context.usage(
          {"Option --" + std::string(other) +
           " says how Kafka's own form of lines is read and has no meaning with --input json"}));
  const auto keep = what_to_keep(options.value_or("keep", ""));
  if (!keep) return tl::unexpected(context.usage(keep.error()));
  return std::make_unique<JsonRecordParser>(*keep);
}

ByteEncoding encoding(const Options& options) {
  const std::string form = options.value_or("input", "lines");
  return form == "hex"      ? ByteEncoding::hex
         : form == "base64" ? ByteEncoding::base64
                            : ByteEncoding::plain;
}

Chosen choose_lines(const Options& options, const Context& context) {
  if (options.has("keep"))
    return tl::unexpected(context.usage(
        {"Option --keep needs --input json; of lines, the reader properties parse.partition and "
         "parse.timestamp say the same"}));
  if (const auto bad = check_reader_class(options)) return tl::unexpected(context.usage(*bad));
  auto settings = read_reader_settings(options, context);
  if (!settings) return tl::unexpected(settings.error());
  settings->encoding = encoding(options);
  // Kafka's reader makes text of everything. Where its lines are not asked for, bytes are bytes.
  settings->keep_bytes = options.has("whole-file") || options.has("delimiter");
  auto parser = LineParser::make(std::move(*settings));
  if (!parser) return tl::unexpected(context.usage({parser.error().message()}));
  return std::make_unique<LineParser>(*std::move(parser));
}

/// The null marker, which is the one reader property that a format leaves a meaning to.
tl::expected<std::optional<std::string>, UsageError> null_marker_of(const Options& options) {
  std::optional<std::string> marker;
  for (const auto& [key, value] : key_values_or_empty(options.values("reader-property"))) {
    if (key != "null.marker")
      return tl::unexpected(
          UsageError{"The reader property '" + key + "' has no meaning with --format"});
    marker = value;
  }
  return marker;
}

tl::expected<std::string, UsageError> delimiter(const Options& options) {
  const auto given = options.value("delimiter");
  if (!given) return std::string();
  auto text = unescape(*given);
  if (!text) return tl::unexpected(UsageError{"--delimiter: " + text.error()});
  if (text->empty()) return tl::unexpected(UsageError{"--delimiter must not be empty"});
  return *std::move(text);
}

tl::expected<Reading, int> choose_format(const Options& options, const std::string& delimiter,
                                         const Context& context) {
  const auto refuse = [&](std::string sentence) {
    return tl::unexpected(context.usage({std::move(sentence)}));
  };
  for (const std::string_view other : {"input", "keep", "line-reader", "reader-config"})
    if (options.has(other))
      return refuse("--format says itself how a record is read: it cannot stand beside --" +
                    std::string(other));
  const auto pieces = parse_format(options.value_or("format", ""));
  if (!pieces) return refuse("--format: " + pieces.error());
  auto format = input_format(*pieces);
  if (!format) return refuse("--format: " + format.error());
  auto marker = null_marker_of(options);
  if (!marker) return tl::unexpected(context.usage(marker.error()));
  if (!format->has(FormatField::topic))
    if (const auto missing = require(options, {"topic"}))
      return tl::unexpected(context.usage(*missing));
  for (const std::string_view cut : {"delimiter", "whole-file"})
    if (options.has(cut) && (format->counted || !format->terminator.empty()))
      return refuse("--" + std::string(cut) +
                    " has no meaning here: the format says itself where a record ends");
  Reading reading;
  reading.delimiter = format->terminator.empty() ? delimiter : format->terminator;
  reading.null_marker = *marker;
  if (format->counted) reading.counted = *format;
  reading.parser = std::make_unique<FormatLineParser>(*std::move(format), *std::move(marker));
  return reading;
}

}  // namespace

tl::expected<Reading, int> choose_reading(const Options& options, const Context& context) {
  const auto between = delimiter(options);
  if (!between) return tl::unexpected(context.usage(between.error()));
  if (options.has("format")) return choose_format(options, *between, context);
  auto parser = options.value_or("input", "lines") == "json" ? choose_json(options, context)
                                                             : choose_lines(options, context);
  if (!parser) return tl::unexpected(parser.error());
  return Reading{.parser = std::move(*parser), .delimiter = *between};
}

}  // namespace kpp::tools::console_producer
