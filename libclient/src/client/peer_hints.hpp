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

  void note_certificate(const std::string& broker, std::string sentence);
  /// Why this broker's certificate was turned down, if it was.
  [[nodiscard]] std::optional<std::string> certificate_problem_of(const std::string& broker) const;

  /// A line of librdkafka's log.
  void note_log(std::string_view facility, std::string_view text);
  /// What is probably wrong, once a broker has closed two connections without an answer. One may do so while it stops.
  [[nodiscard]] std::optional<std::string> suspicion() const;

 private:
  const Way way_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> certificates_;  // by broker
  struct Closed {
    int times = 0;  // one soon after the other
    std::chrono::steady_clock::time_point last;
  };
  std::map<std::string, Closed, std::less<>> closed_;  // by what would be said of it
};

}  // namespace kpp::client
