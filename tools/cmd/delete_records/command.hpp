#pragma once
// kafka-delete-records: deletes records before an offset.

#include "common/command.hpp"

namespace kpp::tools::delete_records {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::delete_records
