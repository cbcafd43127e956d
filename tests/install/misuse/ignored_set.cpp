// error: ignoring return value
#include "kpp/config.hpp"

void configure(kpp::Config& config) {
#ifdef MISUSE
  config.set("bootstrap.servers", "localhost:9092");
#else
  (void)config.set("bootstrap.servers", "localhost:9092");
#endif
}
