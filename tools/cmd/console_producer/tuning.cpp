#include "cmd/console_producer/tuning.hpp"

#include <array>
#include <string>

namespace kpp::tools::console_producer {
namespace {

struct Tuning {
  std::string_view option;
  std::string_view key;
  std::string_view fallback;  // empty: none
};

// Three defaults differ from Kafka's, because the clients do. Java's batch of 16384 bytes is part of a request, but here it
// would be all of one: see batch_size.hpp. A send buffer of 102400 bytes would hold back requests that are larger; the
// system's own grows as it is needed. And records that wait have an overhead, which the number bounds; Java counts it as
// memory.
constexpr std::array tunings{
    Tuning{"timeout", "linger.ms", "1000"},
    Tuning{"request-required-acks", "acks", "-1"},
    Tuning{"request-timeout-ms", "request.timeout.ms", "1500"},
    Tuning{"message-send-max-retries", "retries", "3"},
    Tuning{"retry-backoff-ms", "retry.backoff.ms", "100"},
    Tuning{"socket-buffer-size", "send.buffer.bytes", ""},
    Tuning{"max-memory-bytes", "buffer.memory", "33554432"},
    Tuning{"batch-size", "batch.size", ""},
    Tuning{"max-partition-memory-bytes", "batch.size", ""},
    Tuning{"metadata-expiry-ms", "metadata.max.age.ms", "300000"},
    Tuning{"max-block-ms", "max.block.ms", "60000"},
};

}  // namespace

tl::expected<void, UsageError> apply_tuning(const Options& options, Config& config) {
  const auto set = [&](std::string_view option, std::string_view key,
                       std::string_view value) -> tl::expected<void, UsageError> {
    if (auto done = config.set(key, value); !done) {
      return tl::unexpected(UsageError{"--" + std::string(option) + ": " + done.error().message()});
    }
    return {};
  };
  for (const Tuning& tuning : tunings) {
    if (const auto value = options.value(tuning.option)) {
      if (auto done = set(tuning.option, tuning.key, *value); !done) return done;
    } else if (!tuning.fallback.empty() && !config.has(tuning.key)) {
      if (auto done = set(tuning.option, tuning.key, tuning.fallback); !done) return done;
    }
  }
  if (options.has("compression-codec")) {
    const std::string codec = options.value_or("compression-codec", "");
    if (auto done = set("compression-codec", "compression.type", codec.empty() ? "gzip" : codec);
        !done)
      return done;
  }
  if (!config.has("queue.buffering.max.messages"))
    config.set_unchecked("queue.buffering.max.messages", "100000");
  if (!config.has("client.id")) return set("client.id", "client.id", "console-producer");
  return {};
}

}  // namespace kpp::tools::console_producer
