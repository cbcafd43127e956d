#pragma once
/// \file
/// One request and what became of it.

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kpp/error.hpp"
#include "wire/message.hpp"

namespace kpp::wire {

/// Guarded by the loop's lock until `done`; from then on it belongs to whoever started it.
struct Exchange {
  using Encode = std::function<Result<Bytes>(std::int16_t version, std::int32_t correlation_id,
                                             std::string_view client_id)>;

  ApiKey key{};
  VersionRange versions;  ///< Those that can carry this request.
  Encode encode;

  bool done = false;
  std::optional<Error> error;  ///< Why there is no answer; else the answer is in `frame`.
  std::int16_t version = -1;   ///< In which it was sent.
  Bytes frame;
  std::function<void()> on_done;  ///< On the loop; may be empty.

  /// The first end counts; later ones come too late (an answer after the caller's deadline).
  void finish(const Error& why) {
    if (std::exchange(done, true)) return;
    error = why.operation().empty() ? why.with_operation(std::string(name(key))) : why;
    if (on_done) std::exchange(on_done, {})();
  }
  void finish(Bytes answer) {
    if (std::exchange(done, true)) return;
    frame = std::move(answer);
    if (on_done) std::exchange(on_done, {})();
  }
};

/// Changes a request so that a version can carry it.
template <class R>
using Fit = std::function<void(R& request, std::int16_t version)>;

/// An exchange for this request, in the versions that both the library and `versions` allow.
template <Request R>
[[nodiscard]] std::shared_ptr<Exchange> make_exchange(R request, VersionRange versions = always,
                                                      Fit<R> fit = {}) {
  auto exchange = std::make_shared<Exchange>();
  exchange->key = R::api_key;
  exchange->versions = {std::max(versions.min, R::versions.min),
                        std::min(versions.max, R::versions.max)};
  exchange->encode = [request = std::move(request), fit = std::move(fit)](
                         std::int16_t version, std::int32_t correlation_id,
                         std::string_view client_id) {
    if (!fit) return encode_request(request, version, correlation_id, client_id);
    R fitted = request;
    fit(fitted, version);
    return encode_request(fitted, version, correlation_id, client_id);
  };
  return exchange;
}

/// What a finished exchange has brought.
template <Request R>
[[nodiscard]] Result<typename R::Response> answer_of(const Exchange& exchange) {
  if (exchange.error) return fail(*exchange.error);
  return decode_response<R>(exchange.frame, exchange.version);
}

}  // namespace kpp::wire
