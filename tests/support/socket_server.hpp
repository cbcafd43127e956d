#pragma once
/// \file
/// A TCP server on a free port of loopback that hands each connection to a function in a thread of its own.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace kpp::test {

/// One accepted connection, closed when it goes.
class Peer {
 public:
  explicit Peer(int descriptor) : descriptor_(descriptor) {}
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  /// False once the other side is gone.
  bool send(std::span<const std::byte> bytes) const;
  bool send(std::string_view text) const;
  /// Exactly so many bytes; nothing once the other side is gone.
  [[nodiscard]] std::optional<std::vector<std::byte>> receive(std::size_t size) const;
  /// A length-prefixed frame, without the length.
  [[nodiscard]] std::optional<std::vector<std::byte>> receive_frame() const;
  /// Waits so long, or until the other side closes: then false.
  [[nodiscard]] bool stay(std::chrono::milliseconds time) const;
  /// Returns when the other side has closed.
  void wait_for_close() const;

 private:
  int descriptor_;
};

class SocketServer {
 public:
  explicit SocketServer(std::function<void(Peer&)> serve);
  /// Ends all connections and waits for their threads.
  ~SocketServer();
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  /// "127.0.0.1:port"
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  /// How many connections there were so far.
  [[nodiscard]] int accepted() const;

 private:
  void accept_all();

  std::function<void(Peer&)> serve_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  bool stopping_ = false;
  int accepted_ = 0;
  std::vector<int> open_;
  std::vector<std::thread> threads_;
  std::thread accepter_;
};

/// A port on which nobody listens: bound and never told to.
class DeadPort {
 public:
  DeadPort();
  ~DeadPort();
  DeadPort(const DeadPort&) = delete;
  DeadPort& operator=(const DeadPort&) = delete;
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  int descriptor_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace kpp::test
