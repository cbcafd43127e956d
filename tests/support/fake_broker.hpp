#pragma once
/// \file
/// A broker that answers as a test tells it to.
///
///     FakeBroker broker(1);
///     broker.on<wire::CreateTopicsRequest>([](const auto& request, std::int16_t) {
///       wire::CreateTopicsResponse answer;
///       ...
///       return answer;
///     });
///
/// ApiVersions (all that the library speaks, less what `lacks` and `speaks` say) and Metadata (the brokers of `cluster`,
/// no topics) are answered of themselves.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/socket_server.hpp"
#include "support/wire_peer.hpp"
#include "wire/messages/all.hpp"

namespace kpp::test {

class FakeBroker {
 public:
  /// What goes back for one request.
  struct Reply {
    wire::Bytes bytes;  ///< As they are, the length included.
    bool then_close = false;
    std::chrono::milliseconds delay{0};
  };
  struct Request {
    wire::ApiKey key{};
    std::int16_t version = 0;
    std::int32_t correlation_id = 0;
    wire::Bytes frame;
    int number = 0;  ///< How many of this key came before.
  };
  using Script = std::function<Reply(const Request&)>;

  explicit FakeBroker(std::int32_t id = 1);

  [[nodiscard]] std::int32_t id() const noexcept { return id_; }
  [[nodiscard]] std::string address() const { return server_->address(); }
  [[nodiscard]] std::uint16_t port() const noexcept { return server_->port(); }
  [[nodiscard]] int connections() const { return server_->accepted(); }
  /// How many requests of this kind came.
  [[nodiscard]] int count(wire::ApiKey key) const;
  /// The version in which the last of them came; -1 if none did.
  [[nodiscard]] std::int16_t last_version(wire::ApiKey key) const;

  /// All of them, as they came. How a test sees what its broker was asked: a handler's own variables would be shared
  /// between threads.
  template <wire::Request R>
  [[nodiscard]] std::vector<R> received() const {
    std::vector<R> requests;
    const std::lock_guard guard(mutex_);
    for (const wire::Bytes& frame : frames_)
      if (const auto decoded = decode_request<R>(frame)) requests.push_back(decoded->request);
    return requests;
  }

  void lacks(wire::ApiKey key) { speaks(key, wire::no_version); }
  void speaks(wire::ApiKey key, wire::VersionRange versions);
  /// Answers Metadata with these brokers.
  void cluster(const std::vector<const FakeBroker*>& brokers, std::int32_t controller);
  /// One more broker in the answers to Metadata, which is not there.
  void add_dead_broker(std::int32_t id, std::uint16_t port);

  void on_raw(wire::ApiKey key, Script script);

  template <wire::Request R>
  void on(std::function<typename R::Response(const R&, std::int16_t version)> answer) {
    on_numbered<R>([answer = std::move(answer)](const R& request, std::int16_t version, int) {
      return answer(request, version);
    });
  }
  /// The handler is also told how many requests of this kind came before.
  template <wire::Request R>
  void on_numbered(
      std::function<typename R::Response(const R&, std::int16_t version, int number)> answer) {
    on_raw(R::api_key, [answer = std::move(answer)](const Request& request) {
      const auto decoded = decode_request<R>(request.frame);
      if (!decoded) return Reply{{}, true, {}};
      return reply<R>(answer(decoded->request, request.version, request.number), request);
    });
  }

  template <wire::Request R>
  [[nodiscard]] static Reply reply(const typename R::Response& answer, const Request& request) {
    return reply<R>(answer, request.version, request.correlation_id);
  }
  template <wire::Request R>
  [[nodiscard]] static Reply reply(const typename R::Response& answer, std::int16_t version,
                                   std::int32_t correlation_id) {
    return {with_length(encode_response<R>(answer, version, correlation_id).value()), false, {}};
  }
  [[nodiscard]] static wire::Bytes with_length(const wire::Bytes& frame);

  [[nodiscard]] wire::ApiVersionsResponse versions() const;

 private:
  void serve(Peer& peer);
  [[nodiscard]] Reply answer(const wire::Bytes& frame);

  std::int32_t id_;
  mutable std::mutex mutex_;
  std::map<wire::ApiKey, wire::VersionRange> versions_;
  std::map<wire::ApiKey, Script> scripts_;
  std::map<wire::ApiKey, int> counts_;
  std::map<wire::ApiKey, std::int16_t> last_versions_;
  std::vector<wire::Bytes> frames_;
  wire::MetadataResponse metadata_;
  std::unique_ptr<SocketServer> server_;  // last: its threads use the rest
};

}  // namespace kpp::test
