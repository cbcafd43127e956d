#include "wire/oauthbearer_sasl.hpp"

#include <string>
#include <utility>

namespace kpp::wire {
namespace {

constexpr char separator = '\x01';

Bytes bytes_of(const std::string& text) {
  const auto* data = reinterpret_cast<const std::byte*>(text.data());
  return {data, data + text.size()};
}

class OAuthBearerClient final : public SaslClient {
 public:
  explicit OAuthBearerClient(security::OAuthToken token) : token_(std::move(token)) {}

  Result<Bytes> start() override {
    std::string message = "n,,";
    message += separator;
    message += "auth=Bearer " + token_.value + separator;
    for (const auto& [name, value] : token_.extensions)
      message.append(name).append(1, '=').append(value).append(1, separator);
    return bytes_of(message + separator);
  }

  Result<Bytes> next(std::span<const std::byte> challenge) override {
    if (challenge.empty()) {
      done_ = true;
      return Bytes();
    }
    // Why not, as JSON. The broker ends the login, and says it in its own words, once this is acknowledged.
    return bytes_of(std::string(1, separator));
  }

  [[nodiscard]] bool done() const noexcept override { return done_; }

 private:
  security::OAuthToken token_;
  bool done_ = false;
};

}  // namespace

Result<std::unique_ptr<SaslClient>> make_oauthbearer_client(security::OAuthTokens& tokens) {
  Result<security::OAuthToken> token = tokens.current();
  if (!token) return fail(token.error());
  return std::make_unique<OAuthBearerClient>(*std::move(token));
}

}  // namespace kpp::wire
