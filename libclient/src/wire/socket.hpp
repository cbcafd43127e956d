#pragma once
/// \file
/// What the transports do alike with their TCP socket. Only transports include this.

#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/socket_base.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>

#include "wire/transport.hpp"

namespace kpp::wire {

[[nodiscard]] IoStatus io_status(std::error_code code);

[[nodiscard]] std::error_code read_endpoint(const std::string& ip, std::uint16_t port,
                                            asio::ip::tcp::endpoint& endpoint);

/// Opens the socket with its options, ready to be connected to the endpoint. Options are best effort: a socket without
/// them works, too.
template <class Socket>
[[nodiscard]] std::error_code open_socket(Socket& socket, const asio::ip::tcp::endpoint& endpoint,
                                          const SocketOptions& options) {
  std::error_code code;
  socket.open(endpoint.protocol(), code);
  if (code) return code;
  std::error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(options.keepalive), ignored);
  if (options.send_buffer > 0)
    socket.set_option(asio::socket_base::send_buffer_size(options.send_buffer), ignored);
  if (options.receive_buffer > 0)
    socket.set_option(asio::socket_base::receive_buffer_size(options.receive_buffer), ignored);
  return code;
}

/// For `Transport::peer_has_closed`. What the peer has sent is left where it is.
template <class Socket>
[[nodiscard]] bool has_been_closed(Socket& socket) {
  std::byte peeked{};
  std::error_code code;
  socket.non_blocking(true, code);
  if (code) return true;
  socket.receive(asio::buffer(&peeked, 1), asio::socket_base::message_peek, code);
  return code && code != asio::error::would_block && code != asio::error::try_again;
}

}  // namespace kpp::wire
