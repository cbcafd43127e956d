#include "wire/scram_sasl.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base64.hpp"
#include "security/openssl.hpp"
#include "wire/scram_password.hpp"

namespace kpp::wire {
namespace {

// Fewer are no protection (RFC 7677). Each costs two hashes, here, and nothing can interrupt them: more would let a server
// keep us busy for as long as it likes. Kafka's own limit is 16384 (KIP-554), which brokers with ZooKeeper did not have.
constexpr std::int32_t fewest_iterations = 4096;
constexpr std::int32_t most_iterations = 1'000'000;
// "n,,": no channel binding, and no other user than the one who logs in.
constexpr std::string_view greeting = "n,,";

Bytes bytes_of(std::string_view text) {
  const auto* data = reinterpret_cast<const std::byte*>(text.data());
  return {data, data + text.size()};
}

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string escaped_user(std::string_view user) {
  std::string text;
  for (const char c : user) {
    if (c == '=') {
      text += "=3D";
    } else if (c == ',') {
      text += "=2C";
    } else {
      text += c;
    }
  }
  return text;
}

/// The value of the first field of a message, if it is this one; the message is left with what follows.
std::optional<std::string_view> take(std::string_view& message, char field) {
  if (message.size() < 2 || message[0] != field || message[1] != '=') return std::nullopt;
  const std::size_t end = std::min(message.find(','), message.size());
  const std::string_view value = message.substr(2, end - 2);
  message.remove_prefix(std::min(end + 1, message.size()));
  return value;
}

/// One of the words that RFC 5802 has for a refusal, or like them. What else a server says may be long, or move a cursor.
bool is_reason(std::string_view text) {
  constexpr std::size_t longest = 64;
  return !text.empty() && text.size() <= longest &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

struct Challenge {
  std::string nonce;
  std::string salt;
  std::int32_t iterations = 0;
};

/// "r=nonce,s=salt,i=iterations" and extensions that need not be understood.
std::optional<Challenge> parse_challenge(std::string_view message) {
  const auto nonce = take(message, 'r');
  const auto salt = nonce ? take(message, 's') : std::nullopt;
  const auto iterations = salt ? take(message, 'i') : std::nullopt;
  if (!iterations) return std::nullopt;
  auto decoded = from_base64(*salt);
  if (!decoded) return std::nullopt;
  Challenge challenge{std::string(*nonce), *std::move(decoded), 0};
  const char* const end = iterations->data() + iterations->size();
  const auto [stop, error] = std::from_chars(iterations->data(), end, challenge.iterations);
  if (error != std::errc() || stop != end) return std::nullopt;
  return challenge;
}

class ScramClient final : public SaslClient {
 public:
  ScramClient(const security::OpenSsl& openssl, security::LoginSettings settings, std::string nonce)
      : openssl_(openssl),
        settings_(std::move(settings)),
        hash_(settings_.mechanism == "SCRAM-SHA-256" ? ScramHash::sha_256 : ScramHash::sha_512),
        nonce_(std::move(nonce)) {}

  Result<Bytes> start() override {
    said_ = "n=" + escaped_user(settings_.user) + ",r=" + nonce_;
    if (settings_.is_token) said_ += ",tokenauth=true";
    return bytes_of(std::string(greeting) + said_);
  }

  Result<Bytes> next(std::span<const std::byte> challenge) override {
    return proof_.empty() ? prove(text_of(challenge)) : check(text_of(challenge));
  }

  [[nodiscard]] bool done() const noexcept override { return done_; }

 private:
  [[nodiscard]] tl::unexpected<Error> refuse(std::string_view why) const {
    std::string text = "Login by " + settings_.mechanism + " failed: ";
    return fail(ErrorCode::sasl_authentication_failed, text.append(why));
  }

  [[nodiscard]] const EVP_MD* digest() const {
    return hash_ == ScramHash::sha_256 ? openssl_.EVP_sha256() : openssl_.EVP_sha512();
  }

  [[nodiscard]] std::string hmac(std::string_view key, std::string_view text) const {
    std::string result(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    const auto* const made =
        openssl_.HMAC(digest(), key.data(), static_cast<int>(key.size()),
                      reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                      reinterpret_cast<unsigned char*>(result.data()), &size);
    result.resize(made != nullptr ? size : 0);
    return result;
  }

  [[nodiscard]] std::string hashed(std::string_view text) const {
    std::string result(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    const int made = openssl_.EVP_Digest(text.data(), text.size(),
                                         reinterpret_cast<unsigned char*>(result.data()), &size,
                                         digest(), nullptr);
    result.resize(made == 1 ? size : 0);
    return result;
  }

  /// That this side knows the password: ClientProof of RFC 5802, 3.
  Result<Bytes> prove(std::string_view message) {
    const auto challenge = parse_challenge(message);
    if (!challenge) return refuse("the server's message is not one of SCRAM");
    if (!challenge->nonce.starts_with(nonce_) || challenge->nonce.size() == nonce_.size())
      return refuse("the server answers another login than this one");
    if (challenge->iterations < fewest_iterations || challenge->iterations > most_iterations)
      return refuse("the server asks for " + std::to_string(challenge->iterations) +
                    " iterations; " + std::to_string(fewest_iterations) + " to " +
                    std::to_string(most_iterations) + " are accepted");
    const Result<Bytes> salted = salted_password(hash_, settings_.password,
                                                 bytes_of(challenge->salt), challenge->iterations);
    if (!salted) return fail(salted.error());

    const std::string answer = "c=" + base64(greeting) + ",r=" + challenge->nonce;
    const std::string all = said_ + ',' + std::string(message) + ',' + answer;
    const std::string client_key = hmac(text_of(*salted), "Client Key");
    const std::string signature = hmac(hashed(client_key), all);
    const std::string server_key = hmac(text_of(*salted), "Server Key");
    expected_ = hmac(server_key, all);
    proof_ = client_key;
    if (proof_.empty() || signature.size() != proof_.size() || expected_.empty())
      return refuse("OpenSSL has no such hash");
    for (std::size_t i = 0; i < proof_.size(); ++i)
      proof_[i] = static_cast<char>(proof_[i] ^ signature[i]);
    return bytes_of(answer + ",p=" + base64(proof_));
  }

  /// That the server knows it, too. Whoever does not is not the server.
  Result<Bytes> check(std::string_view message) {
    if (const auto error = take(message, 'e'))
      return refuse(is_reason(*error) ? *error : "the server refuses it");
    const auto verifier = take(message, 'v');
    if (!verifier || *verifier != base64(expected_))
      return refuse("the server does not prove that it knows the password");
    done_ = true;
    return Bytes();
  }

  const security::OpenSsl& openssl_;
  security::LoginSettings settings_;
  ScramHash hash_;
  std::string nonce_;
  std::string said_;      // the first message, which all signatures are about
  std::string proof_;     // empty until the server's challenge is answered
  std::string expected_;  // the server's signature
  bool done_ = false;
};

}  // namespace

Result<std::string> random_nonce() {
  return random_salt().map([](const Bytes& bytes) { return base64(text_of(bytes)); });
}

Result<std::unique_ptr<SaslClient>> make_scram_client(const security::LoginSettings& settings,
                                                      std::string nonce) {
  const auto openssl = security::load_openssl();
  if (!openssl) return fail(openssl.error());
  return std::make_unique<ScramClient>(**openssl, settings, std::move(nonce));
}

}  // namespace kpp::wire
