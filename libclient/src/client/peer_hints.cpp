#include "client/peer_hints.hpp"

#include <charconv>
#include <utility>

#include "client/connection_problem.hpp"
#include "security/broker_sentences.hpp"
#include "security/login_settings.hpp"
#include "security/tls_settings.hpp"

namespace kpp::client {
namespace {

constexpr int enough = 2;

// A connection that was closed later has served.
constexpr std::chrono::milliseconds soon{2000};

/// "... (after 3ms in state UP, 1 identical error(s) suppressed)"
struct Moment {
  std::chrono::milliseconds::rep after_ms = 0;
  std::string_view state;
};

std::optional<Moment> moment_of(std::string_view text) {
  constexpr std::string_view before = " (after ";
  constexpr std::string_view between = "ms in state ";
  const std::size_t at = text.rfind(before);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + before.size());
  Moment moment;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), moment.after_ms);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc{} || !text.starts_with(between)) return std::nullopt;
  text.remove_prefix(between.size());
  moment.state = text.substr(0, text.find_first_of(",)"));
  return moment;
}

}  // namespace

PeerHints::Way PeerHints::Way::of(const Config& config) {
  return {security::wants_tls(config), security::wants_login(config),
          config.has("ssl.keystore.location") || config.has("ssl.keystore.certificate.chain") ||
              config.has("ssl.certificate.location")};
}

void PeerHints::note_certificate(const std::string& broker, std::string sentence) {
  const std::lock_guard lock(mutex_);
  certificates_.insert_or_assign(broker, std::move(sentence));
}

std::optional<std::string> PeerHints::certificate_problem_of(const std::string& broker) const {
  const std::lock_guard lock(mutex_);
  const auto found = certificates_.find(broker);
  if (found == certificates_.end()) return std::nullopt;
  return found->second;
}

void PeerHints::note_log(std::string_view facility, std::string_view text) {
  if (facility != "FAIL" || text.find("Disconnected") == std::string_view::npos) return;
  // "[thrd:...]: localhost:9093/bootstrap: Disconnected: ..."
  const std::size_t thread = text.find("]: ");
  if (thread != std::string_view::npos) text.remove_prefix(thread + 3);
  const std::optional<Moment> moment = moment_of(text);
  if (!moment) return;
  const std::string broker = address_of(text);
  std::string sentence;
  if (moment->state == "APIVERSION_QUERY") {
    sentence = security::closed_without_answer(broker, way_.tls);
  } else if (moment->state == "UP" && moment->after_ms < soon.count() && !way_.login) {
    sentence = broker + " closed the connection before it answered" + security::may_demand_login();
  } else {
    return;
  }
  const std::lock_guard lock(mutex_);
  Closed& closed = closed_[std::move(sentence)];
  const auto now = std::chrono::steady_clock::now();
  closed.times = now - closed.last < soon ? closed.times + 1 : 1;
  closed.last = now;
}

std::optional<std::string> PeerHints::suspicion() const {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  for (const auto& [sentence, closed] : closed_)
    if (closed.times >= enough && now - closed.last < soon) return sentence;
  return std::nullopt;
}

}  // namespace kpp::client
