#include "client/connection_problem.hpp"

#include <charconv>
#include <optional>
#include <utility>

#include "security/broker_sentences.hpp"

namespace kpp::client {
namespace {

/// Without librdkafka's own bookkeeping: "... (after 0ms in state CONNECT, 3 identical error(s) suppressed)".
std::string without_note(const std::string& text) {
  const std::size_t note = text.rfind(" (after ");
  return note == std::string::npos || !text.ends_with(')') ? text : text.substr(0, note);
}

/// What follows `words` in the text.
std::optional<std::string_view> after(std::string_view text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  return text.substr(at + words.size());
}

std::optional<int> alert_in(std::string_view text) {
  const auto rest = after(text, "SSL alert number ");
  int alert = 0;
  if (!rest || std::from_chars(rest->data(), rest->data() + rest->size(), alert).ec != std::errc{})
    return std::nullopt;
  return alert;
}

std::optional<std::string> explain_tls(std::string_view text, const std::string& broker,
                                       const PeerHints& hints) {
  if (const auto alert = alert_in(text))
    return security::meaning_of_alert(*alert, broker, hints.way().has_certificate);
  if (!after(text, "SSL handshake failed: ")) return std::nullopt;
  if (after(text, "wrong version number") || after(text, "packet length too long"))
    return security::speaks_no_tls(broker);
  if (after(text, "Disconnected")) return security::ended_in_handshake(broker);
  return std::nullopt;
}

std::string with_blanks(std::string_view list) {
  std::string text;
  for (const char c : list) {
    text += c;
    if (c == ',') text += ' ';
  }
  return text;
}

std::optional<std::string> explain_login(std::string_view text, const std::string& broker) {
  if (const auto why = after(text, "SASL authentication error: "))
    return broker + ": " + std::string(*why);
  if (const auto why = after(text, "Failed to acquire SASL OAUTHBEARER token: "))
    return std::string(*why);
  constexpr std::string_view refused = " mechanism handshake failed: Broker: ";
  const auto why = after(text, refused);
  const auto mechanism = after(text, ": SASL ");
  if (!why || !mechanism) return std::nullopt;
  if (why->starts_with("Request not valid in current SASL state"))
    return security::takes_no_login(broker);
  if (!why->starts_with("Unsupported SASL mechanism")) return std::nullopt;
  const auto offered = after(*why, "supported mechanisms: ");
  return security::lacks_mechanism(broker, std::string(mechanism->substr(0, mechanism->find(' '))),
                                   with_blanks(offered.value_or("")));
}

}  // namespace

std::string address_of(std::string_view text) {
  if (const auto without_protocol = after(text.substr(0, text.find(": ")), "://"))
    text = *without_protocol;
  return std::string(text.substr(0, text.find_first_of("/ ")));
}

ConnectionProblem explain(rd_kafka_resp_err_t err, const Error& raw, const PeerHints& hints) {
  const std::string text = without_note(raw.message());
  const std::string broker = address_of(text);
  std::optional<std::string> sentence;
  if (err == RD_KAFKA_RESP_ERR__SSL && after(text, "certificate verify failed"))
    sentence = hints.certificate_problem_of(broker);
  if (!sentence) sentence = explain_tls(text, broker, hints);
  if (!sentence) sentence = explain_login(text, broker);
  if (sentence) return {Error(raw.code(), *std::move(sentence)), true};
  return {Error(raw.code(), text), false};
}

}  // namespace kpp::client
