#pragma once

#include <string>
#include <string_view>

#include "kpp/error.hpp"
#include "perf/result/result.hpp"

namespace kpp::tools {

/// What a performance tool has printed with --output json. The error is a sentence that begins with
/// `name`, where the text comes from. Fields that are missing, or of another type, are as good as
/// not there: results of other versions can be compared.
[[nodiscard]] Result<PerfResult> read_result(std::string_view json, std::string_view name);

/// The same of a file.
[[nodiscard]] Result<PerfResult> read_result_file(const std::string& path);

}  // namespace kpp::tools
