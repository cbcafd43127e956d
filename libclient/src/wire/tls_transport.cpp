#include "wire/tls_transport.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "wire/tls_native.hpp"
#include "wire/tls_problem.hpp"

namespace kpp::wire {
namespace {

using security::openssl;
using security::OpenSsl;
using Kind = IoStatus::Kind;

/// OpenSSL works on bytes in memory here; the transport below carries them.
class TlsTransport final : public Transport, public std::enable_shared_from_this<TlsTransport> {
 public:
  TlsTransport(Loop& loop, std::shared_ptr<Transport> below, std::shared_ptr<TlsContext> context,
               Address broker)
      : loop_(loop),
        below_(std::move(below)),
        context_(std::move(context)),
        broker_(std::move(broker)),
        ssl_(openssl().SSL_new(context_->native.get())),
        received_(openssl().BIO_new(openssl().BIO_s_mem())),
        to_send_(openssl().BIO_new(openssl().BIO_s_mem())) {
    openssl().SSL_set_bio(ssl_.get(), received_, to_send_);  // which it then owns
    openssl().SSL_set_connect_state(ssl_.get());
    expect_host();
  }

  void connect(const std::string& ip, std::uint16_t port, OnDone handler) override {
    below_->connect(
        ip, port,
        [self = shared_from_this(), handler = std::move(handler)](const IoStatus& status) {
          if (status.ok()) {
            self->shake_hands(handler);
          } else {
            handler(status);
          }
        });
  }

  void read_some(std::span<std::byte> buffer, OnBytes handler) override {
    // Never from inside: the caller may call again from its handler.
    loop_.post([self = shared_from_this(), buffer, handler = std::move(handler)] {
      if (!self->closed_) self->decrypt(buffer, handler);
    });
  }

  void write(std::span<const std::byte> bytes, OnDone handler) override {
    openssl().ERR_clear_error();
    while (!bytes.empty()) {
      const std::size_t most = std::min<std::size_t>(bytes.size(), std::numeric_limits<int>::max());
      const int taken = openssl().SSL_write(ssl_.get(), bytes.data(), static_cast<int>(most));
      if (taken <= 0) {
        loop_.post([self = shared_from_this(), handler = std::move(handler),
                    problem = told_by_openssl(ssl_.get(), broker_)] {
          if (!self->closed_) handler(problem);
        });
        return;
      }
      bytes = bytes.subspan(static_cast<std::size_t>(taken));
    }
    on_sent_ = std::move(handler);
    send();
  }

  bool peer_has_closed() override { return below_->peer_has_closed(); }

  // Without a farewell: a broker does not wait for one, and nothing that was sent is lost by it.
  void close() noexcept override {
    closed_ = true;
    below_->close();
  }

 private:
  /// The place that OpenSSL keeps for a program's own.
  static constexpr int own_data = 0;

  /// Whose certificate it must be, and which one is asked for where there are several (SNI).
  void expect_host() {
    SSL* ssl = ssl_.get();
    openssl().SSL_set_verify(ssl, context_->verify_certificate ? SSL_VERIFY_PEER : SSL_VERIFY_NONE,
                             context_->verify_certificate ? &TlsTransport::note_verdict : nullptr);
    openssl().SSL_set_ex_data(ssl, own_data, this);
    std::string host = broker_.host;
    const bool is_ip =
        openssl().X509_VERIFY_PARAM_set1_ip_asc(openssl().SSL_get0_param(ssl), host.c_str()) == 1;
    openssl().ERR_clear_error();
    if (!is_ip)
      openssl().SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
    if (!context_->verify_certificate || !context_->verify_host) {
      openssl().X509_VERIFY_PARAM_set1_ip(openssl().SSL_get0_param(ssl), nullptr, 0);
    } else if (!is_ip) {
      openssl().SSL_set1_host(ssl, host.c_str());
    }
  }

  /// OpenSSL's verdict stands; it is kept for the sentence.
  static int note_verdict(int good, X509_STORE_CTX* context) {
    if (good == 1) return 1;
    const OpenSsl& functions = openssl();
    const auto* ssl = static_cast<const SSL*>(functions.X509_STORE_CTX_get_ex_data(
        context, functions.SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto& self = *static_cast<TlsTransport*>(functions.SSL_get_ex_data(ssl, own_data));
    Verdict verdict{functions.X509_STORE_CTX_get_error(context),
                    functions.X509_STORE_CTX_get_error_depth(context)};
    if (const X509* certificate = functions.X509_STORE_CTX_get_current_cert(context)) {
      const int size = functions.i2d_X509(certificate, nullptr);
      verdict.certificate.resize(static_cast<std::size_t>(std::max(size, 0)));
      auto* bytes = reinterpret_cast<unsigned char*>(verdict.certificate.data());
      functions.i2d_X509(certificate, &bytes);
    }
    self.verdict_ = std::move(verdict);
    return 0;
  }

  void shake_hands(const OnDone& handler) {
    openssl().ERR_clear_error();
    const int outcome = openssl().SSL_do_handshake(ssl_.get());
    const int why = openssl().SSL_get_error(ssl_.get(), outcome);
    if (why != SSL_ERROR_NONE && why != SSL_ERROR_WANT_READ) {
      const IoStatus problem =
          verdict_ ? not_believed(*verdict_, broker_) : told_by_openssl(ssl_.get(), broker_);
      // The broker is told the reason, which stands in its log then.
      on_sent_ = [handler, problem](const IoStatus&) { handler(problem); };
      send();
      return;
    }
    send();
    if (why == SSL_ERROR_NONE) {
      handler({});
      return;
    }
    receive([self = shared_from_this(), handler](const IoStatus& status) {
      if (status.ok()) {
        self->shake_hands(handler);
      } else {
        handler(status.kind == Kind::closed ? ended_in_handshake(self->broker_) : status);
      }
    });
  }

  /// Fills as much of the buffer as there is.
  void decrypt(std::span<std::byte> buffer, const OnBytes& handler) {
    openssl().ERR_clear_error();
    std::size_t size = 0;
    int why = SSL_ERROR_NONE;
    while (size < buffer.size() && why == SSL_ERROR_NONE) {
      const std::size_t most =
          std::min<std::size_t>(buffer.size() - size, std::numeric_limits<int>::max());
      const int read = openssl().SSL_read(ssl_.get(), buffer.data() + size, static_cast<int>(most));
      if (read > 0) size += static_cast<std::size_t>(read);
      why = openssl().SSL_get_error(ssl_.get(), read);
    }
    send();  // TLS has answers of its own: to a key update
    if (size > 0) {
      handler({}, size);
    } else if (why == SSL_ERROR_WANT_READ) {
      receive([self = shared_from_this(), buffer, handler](const IoStatus& status) {
        if (status.ok()) {
          self->decrypt(buffer, handler);
        } else {
          handler(status, 0);
        }
      });
    } else if (why == SSL_ERROR_ZERO_RETURN) {
      handler({Kind::closed, "end of the TLS stream"}, 0);
    } else {
      handler(told_by_openssl(ssl_.get(), broker_), 0);
    }
  }

  void receive(OnDone handler) {
    below_->read_some(incoming_, [self = shared_from_this(), handler = std::move(handler)](
                                     const IoStatus& status, std::size_t size) {
      if (status.ok())
        openssl().BIO_write(self->received_, self->incoming_.data(), static_cast<int>(size));
      handler(status);
    });
  }

  /// Sends what OpenSSL has to send, and then tells who waits for it.
  void send() {
    if (sending_) return;
    const std::size_t pending =
        static_cast<std::size_t>(openssl().BIO_ctrl(to_send_, BIO_CTRL_PENDING, 0, nullptr));
    if (pending == 0) {
      if (on_sent_) {
        loop_.post([self = shared_from_this(), handler = std::exchange(on_sent_, nullptr)] {
          if (!self->closed_) handler({});
        });
      }
      return;
    }
    being_sent_.resize(pending);
    openssl().BIO_read(to_send_, being_sent_.data(), static_cast<int>(pending));
    sending_ = true;
    below_->write(being_sent_, [self = shared_from_this()](const IoStatus& status) {
      self->sending_ = false;
      if (status.ok() && openssl().BIO_ctrl(self->to_send_, BIO_CTRL_PENDING, 0, nullptr) > 0) {
        self->send();
      } else if (const OnDone handler = std::exchange(self->on_sent_, nullptr)) {
        handler(status);
      }
    });
  }

  Loop& loop_;
  std::shared_ptr<Transport> below_;
  std::shared_ptr<TlsContext> context_;
  Address broker_;
  SslPtr ssl_;
  BIO* received_;
  BIO* to_send_;
  // The largest record of TLS, with what encryption adds to it.
  std::array<std::byte, 16 * 1024 + 512> incoming_{};
  std::vector<std::byte> being_sent_;
  bool sending_ = false;
  OnDone on_sent_;
  std::optional<Verdict> verdict_;
  bool closed_ = false;
};

}  // namespace

TransportFactory tls_transport(TransportFactory below, std::shared_ptr<TlsContext> context) {
  return
      [below = std::move(below), context = std::move(context)](Loop& loop, const Address& broker) {
        return std::make_shared<TlsTransport>(loop, below(loop, broker), context, broker);
      };
}

}  // namespace kpp::wire
