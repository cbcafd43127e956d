#include "cmd/console_consumer/formatter_choice.hpp"

#include <array>
#include <string>
#include <vector>

#include "client_config.hpp"
#include "io/terminal.hpp"
#include "record_io/coordinator/formatter.hpp"
#include "record_io/default_formatter.hpp"
#include "record_io/json_formatter.hpp"
#include "record_io/pattern_formatter.hpp"

namespace kpp::tools::console_consumer {
namespace {

using Chosen = tl::expected<std::unique_ptr<RecordFormatter>, int>;

// Kafka 4 keeps its formatters in the first package; until 3.8 they were in the second.
constexpr std::array packages{std::string_view("org.apache.kafka.tools.consumer."),
                              std::string_view("kafka.tools.")};

std::string_view simple_name(std::string_view name) {
  for (const std::string_view package : packages)
    if (name.starts_with(package)) return name.substr(package.size());
  return name;
}

/// File first, then the two options of their own, then --formatter-property.
tl::expected<Properties, int> formatter_properties(const Options& options, const Context& context) {
  Properties properties;
  if (const auto file = options.value("formatter-config")) {
    auto read = read_properties(*file);
    if (!read) return tl::unexpected(context.fail(read.error()));
    properties = std::move(*read);
  }
  for (const std::string_view side : {"key", "value"}) {
    const std::string name = std::string(side) + "-deserializer";
    if (const auto given = options.value(name); given && !given->empty())
      properties.emplace_back(std::string(side) + ".deserializer", *given);
  }
  const Properties pairs = key_values_or_empty(options.values("formatter-property"));
  properties.insert(properties.end(), pairs.begin(), pairs.end());
  return properties;
}

Chosen choose_json(const Options& options, const Context& context) {
  for (const std::string_view other :
       {"formatter", "formatter-property", "formatter-config", "format", "pretty",
        "key-deserializer", "value-deserializer"}) {
    if (options.has(other)) {
      return tl::unexpected(
          context.usage({"Option --" + std::string(other) +
                         " shapes Kafka's own form and has no meaning with --output json"}));
    }
  }
  return std::make_unique<JsonFormatter>(takes_colour(context.out.fd()));
}

/// Warns of properties that nobody knows.
tl::expected<FormatterSettings, int> settings_of(const Properties& properties,
                                                 const Options& options, const Context& context) {
  std::vector<std::string> unknown;
  auto settings = formatter_settings(properties, unknown);
  if (!settings) return tl::unexpected(context.usage(settings.error()));
  for (const std::string& key : unknown)
    context.note("Warning: formatter property '" + key + "' is not known and is ignored");
  for (const std::string_view json : {"pretty", "value-format"}) {
    if (settings->value_deserializer && options.has(json))
      return tl::unexpected(
          context.usage({"A value is what its deserializer says, or what --" + std::string(json) +
                         " says: only one of the two can be there"}));
  }
  return std::move(*settings);
}

/// A format says itself which fields stand where.
bool shapes_lines(const std::string& property) {
  return property.starts_with("print.") || property == "key.separator" ||
         property == "line.separator";
}

Chosen choose_pattern(const Options& options, const Context& context) {
  const auto refuse = [&](std::string sentence) {
    return tl::unexpected(context.usage({std::move(sentence)}));
  };
  if (options.has("formatter"))
    return refuse("--format is a formatter of its own: it cannot stand beside --formatter");
  auto pieces = parse_format(options.value_or("format", ""));
  if (!pieces) return refuse("--format: " + pieces.error());
  const auto properties = formatter_properties(options, context);
  if (!properties) return tl::unexpected(properties.error());
  bool has_null_literal = false;
  for (const auto& [key, value] : *properties) {
    if (shapes_lines(key))
      return refuse("The formatter property '" + key + "' has no meaning with --format");
    if (key == "null.literal") has_null_literal = true;
  }
  auto settings = settings_of(*properties, options, context);
  if (!settings) return tl::unexpected(settings.error());
  if (!has_null_literal) settings->null_literal.clear();
  return std::make_unique<PatternFormatter>(std::move(*pieces), std::move(*settings));
}

}  // namespace

Chosen choose_formatter(const Options& options, const Context& context) {
  if (context.format == OutputFormat::json) return choose_json(options, context);
  if (options.has("format")) return choose_pattern(options, context);
  const std::string given = options.value_or("formatter", "DefaultMessageFormatter");
  const std::string_view name = simple_name(given);
  const bool logging = name == "LoggingMessageFormatter";
  if (auto formatter = coordinator::make_formatter(given)) return formatter;
  if (name != "DefaultMessageFormatter" && !logging && name != "NoOpMessageFormatter") {
    return tl::unexpected(context.usage(
        {"The formatter '" + given +
         "' is a Java class, which cannot be loaded here; use DefaultMessageFormatter, "
         "LoggingMessageFormatter, NoOpMessageFormatter, those of Kafka's internal topics, or "
         "--output json"}));
  }
  const auto properties = formatter_properties(options, context);
  if (!properties) return tl::unexpected(properties.error());
  auto settings = settings_of(*properties, options, context);
  if (!settings) return tl::unexpected(settings.error());
  if (name == "NoOpMessageFormatter") return std::make_unique<NoOpFormatter>();
  if (logging) return std::make_unique<LoggingFormatter>(std::move(*settings), context.err);
  return std::make_unique<DefaultFormatter>(std::move(*settings));
}

}  // namespace kpp::tools::console_consumer
