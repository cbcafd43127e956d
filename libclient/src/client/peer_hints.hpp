#pragma once
// What librdkafka lets out in callbacks and logs only: why a broker's certificate was not believed, and that a broker closes
// each connection where it should answer.

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "client/rdkafka.hpp"
#include "kpp/config.hpp"

namespace kpp::client {

/// Any method from any thread.
class PeerHints {
 public:
  /// How the client connects: the same observation means another thing with TLS.
  struct Way {
    bool tls = false;
    bool login = false;
    bool has_certificate = false;

    [[nodiscard]] static Way of(const Config& config);
  };
  explicit PeerHints(Way way) noexcept : way_(way) {}

  [[nodiscard]] const Way& way() const noexcept { return way_; }

  void note_certificate(std::string sentence);
  /// The sentence of the last certificate that was turned down, once.
  [[nodiscard]] std::optional<std::string> take_certificate();

  /// A line of librdkafka's log.
  void note_log(std::string_view facility, std::string_view text);
  /// What is probably wrong, once a broker has closed two connections without an answer. One may do so while it stops.
  [[nodiscard]] std::optional<std::string> suspicion() const;

 private:
  const Way way_;
  mutable std::mutex mutex_;
  std::optional<std::string> certificate_;
  struct Closed {
    int times = 0;  // one soon after the other
    std::chrono::steady_clock::time_point last;
  };
  std::map<std::string, Closed, std::less<>> closed_;  // by what would be said of it
};

/// What the callbacks of every client reach: the client's opaque pointer points to one.
struct ClientOpaque {
  explicit ClientOpaque(PeerHints::Way way) noexcept : hints(way) {}

  /// Makes it the opaque of a client, which it must outlive. `with_log`: nobody else takes the log.
  void install(rd_kafka_conf_t* conf, bool with_log);

  PeerHints hints;
};

}  // namespace kpp::client
