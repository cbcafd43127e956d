#include "support/fake_broker.hpp"

#include <tuple>
#include <utility>

namespace kpp::test {
namespace {

template <class... R>
std::map<wire::ApiKey, wire::VersionRange> versions_of(std::tuple<R...>*) {
  return {{R::api_key, R::versions}...};
}

}  // namespace

FakeBroker::FakeBroker(std::int32_t id)
    : id_(id), versions_(versions_of(static_cast<wire::AllRequests*>(nullptr))) {
  on_raw(wire::ApiKey::api_versions, [this](const Request& request) {
    return reply<wire::ApiVersionsRequest>(versions(), request);
  });
  on<wire::MetadataRequest>([this](const auto&, std::int16_t) {
    const std::lock_guard guard(mutex_);
    return metadata_;
  });
  server_ = std::make_unique<SocketServer>([this](Peer& peer) { serve(peer); });
  cluster({this}, id);
}

int FakeBroker::count(wire::ApiKey key) const {
  const std::lock_guard guard(mutex_);
  const auto found = counts_.find(key);
  return found == counts_.end() ? 0 : found->second;
}

std::int16_t FakeBroker::last_version(wire::ApiKey key) const {
  const std::lock_guard guard(mutex_);
  const auto found = last_versions_.find(key);
  return found == last_versions_.end() ? std::int16_t{-1} : found->second;
}

void FakeBroker::speaks(wire::ApiKey key, wire::VersionRange versions) {
  const std::lock_guard guard(mutex_);
  versions_[key] = versions;
}

void FakeBroker::cluster(const std::vector<const FakeBroker*>& brokers, std::int32_t controller) {
  const std::lock_guard guard(mutex_);
  metadata_.brokers.clear();
  for (const FakeBroker* broker : brokers)
    metadata_.brokers.push_back({broker->id(), "127.0.0.1", broker->port(), std::nullopt});
  metadata_.controller_id = controller;
  metadata_.cluster_id = "fake-cluster";
}

void FakeBroker::add_dead_broker(std::int32_t id, std::uint16_t port) {
  const std::lock_guard guard(mutex_);
  metadata_.brokers.push_back({id, "127.0.0.1", port, std::nullopt});
}

void FakeBroker::on_raw(wire::ApiKey key, Script script) {
  const std::lock_guard guard(mutex_);
  scripts_[key] = std::move(script);
}

wire::Bytes FakeBroker::with_length(const wire::Bytes& frame) {
  wire::Writer writer;
  writer.integer(static_cast<std::int32_t>(frame.size()));
  writer.raw(frame);
  return std::move(writer).take();
}

wire::ApiVersionsResponse FakeBroker::versions() const {
  const std::lock_guard guard(mutex_);
  wire::ApiVersionsResponse response;
  for (const auto& [key, range] : versions_)
    if (!range.empty())
      response.api_keys.push_back({static_cast<std::int16_t>(key), range.min, range.max});
  return response;
}

FakeBroker::Reply FakeBroker::answer(const wire::Bytes& frame) {
  wire::Reader reader(frame);
  Request request;
  request.key = static_cast<wire::ApiKey>(reader.integer<std::int16_t>());
  request.version = reader.integer<std::int16_t>();
  request.correlation_id = reader.integer<std::int32_t>();
  request.frame = frame;
  Script script;
  {
    const std::lock_guard guard(mutex_);
    request.number = counts_[request.key]++;
    last_versions_[request.key] = request.version;
    frames_.push_back(frame);
    if (const auto found = scripts_.find(request.key); found != scripts_.end())
      script = found->second;
  }
  return script ? script(request) : Reply{{}, true, {}};
}

void FakeBroker::serve(Peer& peer) {
  while (const auto frame = peer.receive_frame()) {
    const Reply reply = answer(*frame);
    if (reply.delay.count() > 0 && !peer.stay(reply.delay)) return;
    if (!peer.send(reply.bytes) || reply.then_close) return;
  }
}

}  // namespace kpp::test
