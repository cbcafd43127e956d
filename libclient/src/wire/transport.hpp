#pragma once
/// \file
/// A stream of bytes to one broker: plain TCP here; TLS is another implementation of the same
/// interface.
///
/// Everything is called with the loop's lock held, handlers included. After `close()` no handler is
/// called any more.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "wire/address.hpp"
#include "wire/loop.hpp"

namespace kpp::wire {

struct IoStatus {
  enum class Kind : std::uint8_t {
    ok,
    closed,       ///< By the peer.
    refused,      ///< Nobody listens there.
    unreachable,  ///< No route.
    rejected,  ///< One side will not have the other (TLS). `detail` is a whole sentence, and final.
    failed,    ///< See `detail`.
  };
  Kind kind = Kind::ok;
  std::string detail;  ///< The system's words; empty for `ok`.

  [[nodiscard]] bool ok() const noexcept { return kind == Kind::ok; }
};

class Transport {
 public:
  using OnDone = std::function<void(const IoStatus&)>;
  using OnBytes = std::function<void(const IoStatus&, std::size_t)>;

  virtual ~Transport() = default;

  /// Connects to a numeric address and shakes hands, if that is the transport's way. Once only.
  virtual void connect(const std::string& ip, std::uint16_t port, OnDone handler) = 0;
  /// Reads what there is, at least one byte. The buffer must live until the handler is called or
  /// destroyed.
  virtual void read_some(std::span<std::byte> buffer, OnBytes handler) = 0;
  /// Writes all of it. The same holds for these bytes.
  virtual void write(std::span<const std::byte> bytes, OnDone handler) = 0;
  /// True if the peer has closed an idle connection: asked before it is used again.
  [[nodiscard]] virtual bool peer_has_closed() = 0;
  virtual void close() noexcept = 0;

 protected:
  Transport() = default;
  Transport(const Transport&) = default;
  Transport& operator=(const Transport&) = default;
};

struct SocketOptions {
  bool keepalive = true;
  int send_buffer = -1;     ///< Bytes; -1: the system's choice.
  int receive_buffer = -1;  ///< Likewise.
};

/// Makes the transport that the configuration asks for, anew for each attempt to connect to the broker at this address.
using TransportFactory = std::function<std::shared_ptr<Transport>(Loop&, const Address& broker)>;

[[nodiscard]] TransportFactory plain_transport(const SocketOptions& options);

}  // namespace kpp::wire
