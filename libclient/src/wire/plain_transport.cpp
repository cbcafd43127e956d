#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <system_error>
#include <utility>

#include "wire/loop_native.hpp"
#include "wire/transport.hpp"

namespace kpp::wire {
namespace {

using Kind = IoStatus::Kind;

IoStatus status_of(std::error_code code) {
  if (!code) return {};
  // Asio's own system category does not compare with std::errc.
  if (code.category() == asio::error::get_system_category())
    code.assign(code.value(), std::system_category());
  if (code == asio::error::eof || code == std::errc::connection_reset ||
      code == std::errc::broken_pipe || code == std::errc::connection_aborted)
    return {Kind::closed, code.message()};
  if (code == std::errc::connection_refused) return {Kind::refused, code.message()};
  if (code == std::errc::host_unreachable || code == std::errc::network_unreachable ||
      code == std::errc::network_down || code == std::errc::address_not_available)
    return {Kind::unreachable, code.message()};
  return {Kind::failed, code.message()};
}

class PlainTransport final : public Transport, public std::enable_shared_from_this<PlainTransport> {
 public:
  PlainTransport(Loop& loop, const SocketOptions& options)
      : loop_(loop), options_(options), socket_(loop.native().io) {}

  void connect(const std::string& ip, std::uint16_t port, OnDone handler) override {
    std::error_code code;
    const auto address = asio::ip::make_address(ip, code);
    const asio::ip::tcp::endpoint endpoint(address, port);
    if (!code) socket_.open(endpoint.protocol(), code);
    if (!code) set_options();
    if (code) {
      loop_.post([self = shared_from_this(), code, handler = std::move(handler)] {
        if (!self->closed_) handler(status_of(code));
      });
      return;
    }
    socket_.async_connect(endpoint, guarded(std::move(handler)));
  }

  void read_some(std::span<std::byte> buffer, OnBytes handler) override {
    socket_.async_read_some(asio::buffer(buffer.data(), buffer.size()),
                            [self = shared_from_this(), handler = std::move(handler)](
                                std::error_code code, std::size_t size) {
                              const Loop::Lock guard = self->loop_.lock();
                              if (!self->closed_) handler(status_of(code), size);
                            });
  }

  void write(std::span<const std::byte> bytes, OnDone handler) override {
    asio::async_write(
        socket_, asio::buffer(bytes.data(), bytes.size()),
        [done = guarded(std::move(handler))](std::error_code code, std::size_t) { done(code); });
  }

  bool peer_has_closed() override {
    std::byte peeked{};
    std::error_code code;
    socket_.non_blocking(true, code);
    if (code) return true;
    socket_.receive(asio::buffer(&peeked, 1), asio::socket_base::message_peek, code);
    return code && code != asio::error::would_block && code != asio::error::try_again;
  }

  void close() noexcept override {
    closed_ = true;
    std::error_code ignored;
    socket_.close(ignored);
  }

 private:
  std::function<void(std::error_code)> guarded(OnDone handler) {
    return [self = shared_from_this(), handler = std::move(handler)](std::error_code code) {
      const Loop::Lock guard = self->loop_.lock();
      if (!self->closed_) handler(status_of(code));
    };
  }

  // Best effort: a socket without them works, too.
  void set_options() {
    std::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.set_option(asio::socket_base::keep_alive(options_.keepalive), ignored);
    if (options_.send_buffer > 0)
      socket_.set_option(asio::socket_base::send_buffer_size(options_.send_buffer), ignored);
    if (options_.receive_buffer > 0)
      socket_.set_option(asio::socket_base::receive_buffer_size(options_.receive_buffer), ignored);
  }

  Loop& loop_;
  SocketOptions options_;
  asio::ip::tcp::socket socket_;
  bool closed_ = false;
};

}  // namespace

TransportFactory plain_transport(const SocketOptions& options) {
  return [options](Loop& loop) { return std::make_shared<PlainTransport>(loop, options); };
}

}  // namespace kpp::wire
