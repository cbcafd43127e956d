#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <system_error>
#include <utility>

#include "wire/loop_native.hpp"
#include "wire/socket.hpp"
#include "wire/transport.hpp"

namespace kpp::wire {
namespace {

class PlainTransport final : public Transport, public std::enable_shared_from_this<PlainTransport> {
 public:
  PlainTransport(Loop& loop, const SocketOptions& options)
      : loop_(loop), options_(options), socket_(loop.native().io) {}

  void connect(const std::string& ip, std::uint16_t port, OnDone handler) override {
    asio::ip::tcp::endpoint endpoint;
    std::error_code code = read_endpoint(ip, port, endpoint);
    if (!code) code = open_socket(socket_, endpoint, options_);
    if (code) {
      loop_.post([self = shared_from_this(), code, handler = std::move(handler)] {
        if (!self->closed_) handler(io_status(code));
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
                              if (!self->closed_) handler(io_status(code), size);
                            });
  }

  void write(std::span<const std::byte> bytes, OnDone handler) override {
    asio::async_write(
        socket_, asio::buffer(bytes.data(), bytes.size()),
        [done = guarded(std::move(handler))](std::error_code code, std::size_t) { done(code); });
  }

  bool peer_has_closed() override { return has_been_closed(socket_); }

  void close() noexcept override {
    closed_ = true;
    std::error_code ignored;
    socket_.close(ignored);
  }

 private:
  std::function<void(std::error_code)> guarded(OnDone handler) {
    return [self = shared_from_this(), handler = std::move(handler)](std::error_code code) {
      const Loop::Lock guard = self->loop_.lock();
      if (!self->closed_) handler(io_status(code));
    };
  }

  Loop& loop_;
  SocketOptions options_;
  asio::ip::tcp::socket socket_;
  bool closed_ = false;
};

}  // namespace

TransportFactory plain_transport(const SocketOptions& options) {
  return [options](Loop& loop, const Address&) {
    return std::make_shared<PlainTransport>(loop, options);
  };
}

}  // namespace kpp::wire
