#pragma once

#include "cmd/console_producer/arguments.hpp"

namespace kpp::tools::console_producer {

/// Sets batch.size, where nobody has, to what the topic takes, but not more than this client's own default. For it cannot
/// divide a batch that is refused for its size, as Java's can, and small ones make a third fewer records a second. Without
/// the topic's word a batch is smaller than any topic's limit is likely to be.
void choose_batch_size(Plan& plan);

}  // namespace kpp::tools::console_producer
