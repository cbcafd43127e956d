#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/command.hpp"
#include "record_io/format_input.hpp"
#include "record_io/record_parser.hpp"

namespace kpp::tools::console_producer {

/// How records are read.
struct Reading {
  std::unique_ptr<RecordParser> parser;
  /// A --format that counts bytes: it cuts the input itself.
  std::optional<InputFormat> counted{};
  std::optional<std::string> null_marker{};  // of that
  /// What stands between records, by --format or --delimiter; empty: the end of a line.
  std::string delimiter{};
};

/// By --input, --format, --line-reader and their options. The error is the exit status; what is wrong has been said.
[[nodiscard]] tl::expected<Reading, int> choose_reading(const Options& options,
                                                        const Context& context);

}  // namespace kpp::tools::console_producer
