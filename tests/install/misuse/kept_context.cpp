// error: abstract type
#include "kpp/consumer.hpp"

// A rebalance's context is there during the handler's call only.
kpp::RebalanceHandler handler() {
  return {.on_assigned = [](kpp::RebalanceContext& context) {
#ifdef MISUSE
    auto kept = context;
    (void)kept.incremental();
#else
    (void)context.incremental();
#endif
  }};
}
