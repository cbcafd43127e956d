#pragma once

#include "command.hpp"

namespace kpp::tools {

/// A tool's report in the format asked for, by the `render_text` and `render_json` of the tool, found by the report's type.
template <class Report>
void print(const Context& context, const Report& report) {
  context.out.write(context.format == OutputFormat::json ? render_json(report)
                                                         : render_text(report));
}

}  // namespace kpp::tools
