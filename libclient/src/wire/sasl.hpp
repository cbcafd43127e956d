#pragma once
/// \file
/// The client's side of a SASL mechanism: what it says, step by step.

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "kpp/error.hpp"
#include "wire/codec.hpp"

namespace kpp::wire {

class SaslClient {
 public:
  virtual ~SaslClient() = default;
  SaslClient(const SaslClient&) = delete;
  SaslClient& operator=(const SaslClient&) = delete;

  /// The first message.
  [[nodiscard]] virtual Result<Bytes> start() = 0;
  /// The answer to what the broker said.
  [[nodiscard]] virtual Result<Bytes> next(std::span<const std::byte> challenge) = 0;
  /// True when this side is content: with the broker's word, where the mechanism proves that, too.
  [[nodiscard]] virtual bool done() const noexcept = 0;

 protected:
  SaslClient() = default;
};

/// How a connection logs in. Without a mechanism it does not.
struct SaslConfig {
  std::string mechanism;  ///< "SCRAM-SHA-512"
  /// For one login with the broker on this host. Called on a thread of its own, as is the client's `start`: both may block.
  using Make = std::function<Result<std::unique_ptr<SaslClient>>(const std::string& host)>;
  Make make;
};

}  // namespace kpp::wire
