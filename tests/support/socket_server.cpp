#include "support/socket_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace kpp::test {
namespace {

constexpr std::size_t frame_limit = 1U << 24U;

std::pair<int, std::uint16_t> bind_to_loopback() {
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (descriptor < 0 || bind(descriptor, generic, size) != 0 ||
      getsockname(descriptor, generic, &size) != 0)
    throw std::runtime_error("no port on loopback");
  return {descriptor, ntohs(address.sin_port)};
}

}  // namespace

Peer::~Peer() {
  ::close(descriptor_);
}

bool Peer::send(std::span<const std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Peer::send(std::string_view text) const {
  return send(std::as_bytes(std::span(text)));
}

std::optional<std::vector<std::byte>> Peer::receive(std::size_t size) const {
  std::vector<std::byte> bytes(size);
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t got = recv(descriptor_, bytes.data() + filled, size - filled, 0);
    if (got <= 0) return std::nullopt;
    filled += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::optional<std::vector<std::byte>> Peer::receive_frame() const {
  const auto prefix = receive(4);
  if (!prefix) return std::nullopt;
  std::size_t length = 0;
  for (const std::byte byte : *prefix) length = length << 8U | std::to_integer<std::size_t>(byte);
  if (length > frame_limit) return std::nullopt;
  return receive(length);
}

bool Peer::stay(std::chrono::milliseconds time) const {
  pollfd wanted{descriptor_, POLLRDHUP, 0};
  return poll(&wanted, 1, static_cast<int>(time.count())) == 0;
}

void Peer::wait_for_close() const {
  std::array<std::byte, 256> ignored;
  while (recv(descriptor_, ignored.data(), ignored.size(), 0) > 0) {
  }
}

SocketServer::SocketServer(std::function<void(Peer&)> serve) : serve_(std::move(serve)) {
  std::tie(listener_, port_) = bind_to_loopback();
  if (listen(listener_, 128) != 0) throw std::runtime_error("cannot listen");
  accepter_ = std::thread([this] { accept_all(); });
}

void SocketServer::accept_all() {
  while (true) {
    const int descriptor = accept(listener_, nullptr, nullptr);
    const std::lock_guard guard(mutex_);
    if (stopping_ || descriptor < 0) {
      if (descriptor >= 0) ::close(descriptor);
      return;
    }
    ++accepted_;
    open_.push_back(descriptor);
    threads_.emplace_back([this, descriptor] {
      Peer peer(descriptor);
      serve_(peer);
      const std::lock_guard closing(mutex_);
      std::erase(open_, descriptor);
    });
  }
}

SocketServer::~SocketServer() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
    for (const int descriptor : open_) shutdown(descriptor, SHUT_RDWR);
  }
  shutdown(listener_, SHUT_RDWR);
  accepter_.join();
  for (std::thread& thread : threads_) thread.join();
  ::close(listener_);
}

int SocketServer::accepted() const {
  const std::lock_guard guard(mutex_);
  return accepted_;
}

DeadPort::DeadPort() {
  std::tie(descriptor_, port_) = bind_to_loopback();
}
DeadPort::~DeadPort() {
  ::close(descriptor_);
}

}  // namespace kpp::test
