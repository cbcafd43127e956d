#pragma once

namespace kpp::tools {

/// For tools through which many records go; at the start of `run`. Buffers of a megabyte come and go all the time there, and
/// glibc gives each back to the kernel, which clears it before it hands it out again: a fifth of the time of a dump. From now
/// on freed memory stays with the process. How much it holds at once does not change.
void keep_freed_memory() noexcept;

}  // namespace kpp::tools
