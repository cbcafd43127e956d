#include "io/memory.hpp"

#include <cstdlib>  // for __GLIBC__
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace kpp::tools {

void keep_freed_memory() noexcept {
#ifdef __GLIBC__
  constexpr int largest_chunk = 32 << 20;  // the most that glibc takes
  constexpr int kept = 256 << 20;
  mallopt(M_MMAP_THRESHOLD, largest_chunk);
  mallopt(M_TRIM_THRESHOLD, kept);
#endif
}

}  // namespace kpp::tools
