#include "wire/cyrus_sasl.hpp"

#include <sasl/sasl.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "security/dynamic_library.hpp"

namespace kpp::wire {
namespace {

// clang-format off
#define KPP_SASL_FUNCTIONS(X) \
  X(sasl_client_init) X(sasl_client_new) X(sasl_client_start) X(sasl_client_step) X(sasl_dispose) X(sasl_errdetail) \
  X(sasl_errstring) X(sasl_setprop)
// clang-format on

/// Cyrus' functions, loaded with the first login: see security/openssl.hpp for why.
struct Cyrus {
// NOLINTNEXTLINE(bugprone-macro-parentheses): it is a name
#define KPP_MEMBER(name) decltype(&::name) name = nullptr;
  KPP_SASL_FUNCTIONS(KPP_MEMBER)
#undef KPP_MEMBER
};

using Callback = int (*)();

template <class Function>
Callback callback(Function* function) {
  return reinterpret_cast<Callback>(reinterpret_cast<void (*)()>(function));
}

/// Cyrus would write to the system's log; what matters comes back as an error.
int no_log(void* /*context*/, int /*level*/, const char* /*message*/) {
  return SASL_OK;
}

Result<Cyrus> load() {
  Cyrus cyrus;
  const auto library = security::DynamicLibrary::open("libsasl2.so.2", "libsasl2-2");
  if (!library) return fail(library.error());
#define KPP_FIND(name) \
  if (const auto found = library->find(#name, cyrus.name); !found) return fail(found.error());
  KPP_SASL_FUNCTIONS(KPP_FIND)
#undef KPP_FIND
  static const std::array<sasl_callback_t, 2> callbacks{{
      {SASL_CB_LOG, callback(no_log), nullptr},
      {SASL_CB_LIST_END, nullptr, nullptr},
  }};
  const int outcome = cyrus.sasl_client_init(callbacks.data());
  if (outcome == SASL_OK) return cyrus;
  return fail(ErrorCode::invalid_config_value, std::string("Cyrus SASL cannot be started: ") +
                                                   cyrus.sasl_errstring(outcome, nullptr, nullptr));
}

const Result<Cyrus>& cyrus() {
  static const Result<Cyrus> loaded = load();
  return loaded;
}

class CyrusClient final : public SaslClient {
 public:
  CyrusClient(const Cyrus& cyrus, security::LoginSettings settings)
      : cyrus_(cyrus), settings_(std::move(settings)) {}
  ~CyrusClient() override {
    if (connection_ != nullptr) cyrus_.sasl_dispose(&connection_);
    // Not left in memory that others get.
    if (secret_) ::explicit_bzero(secret_.get(), sizeof(sasl_secret_t) + secret_->len);
  }

  Result<void> open(const std::string& host) {
    // Kafka's frames are never wrapped: what they need to be kept secret is TLS.
    sasl_security_properties_t properties{};
    properties.max_ssf = 0;
    callbacks_ = {{
        {SASL_CB_USER, callback(give_nobody), this},
        {SASL_CB_AUTHNAME, callback(give_name), this},
        {SASL_CB_PASS, callback(give_secret), this},
        {SASL_CB_LOG, callback(no_log), nullptr},
        {SASL_CB_LIST_END, nullptr, nullptr},
    }};
    int outcome = cyrus_.sasl_client_new(settings_.kerberos.service_name.c_str(), host.c_str(),
                                         nullptr, nullptr, callbacks_.data(), 0, &connection_);
    if (outcome == SASL_OK) outcome = cyrus_.sasl_setprop(connection_, SASL_SEC_PROPS, &properties);
    if (outcome != SASL_OK) return fail(problem(outcome));
    return {};
  }

  /// GSSAPI: who logs in, if that is not whose tickets the user has.
  Result<void> use(std::shared_ptr<void> credentials) {
    credentials_ = std::move(credentials);
    if (!credentials_) return {};
    const int outcome = cyrus_.sasl_setprop(connection_, SASL_GSS_CREDS, credentials_.get());
    if (outcome != SASL_OK) return fail(problem(outcome));
    return {};
  }

  Result<Bytes> start() override {
    const char* out = nullptr;
    unsigned size = 0;
    const char* chosen = nullptr;
    const int outcome = cyrus_.sasl_client_start(connection_, settings_.mechanism.c_str(), nullptr,
                                                 &out, &size, &chosen);
    return said(outcome, out, size);
  }

  Result<Bytes> next(std::span<const std::byte> challenge) override {
    const char* out = nullptr;
    unsigned size = 0;
    const int outcome =
        cyrus_.sasl_client_step(connection_, reinterpret_cast<const char*>(challenge.data()),
                                static_cast<unsigned>(challenge.size()), nullptr, &out, &size);
    return said(outcome, out, size);
  }

  bool done() const noexcept override { return done_; }

 private:
  /// Nobody else's rights are asked for than those of the user who logs in.
  static int give_nobody(void* /*context*/, int /*id*/, const char** result, unsigned* size) {
    *result = "";
    if (size != nullptr) *size = 0;
    return SASL_OK;
  }

  static int give_name(void* context, int /*id*/, const char** result, unsigned* size) {
    const auto& self = *static_cast<const CyrusClient*>(context);
    *result = self.settings_.user.c_str();
    if (size != nullptr) *size = static_cast<unsigned>(self.settings_.user.size());
    return SASL_OK;
  }

  static int give_secret(sasl_conn_t* /*connection*/, void* context, int /*id*/,
                         sasl_secret_t** result) {
    auto& self = *static_cast<CyrusClient*>(context);
    const std::string& password = self.settings_.password;
    self.secret_.reset(
        static_cast<sasl_secret_t*>(std::malloc(sizeof(sasl_secret_t) + password.size())));
    if (!self.secret_) return SASL_NOMEM;
    self.secret_->len = password.size();
    std::memcpy(self.secret_->data, password.data(), password.size());
    *result = self.secret_.get();
    return SASL_OK;
  }

  Result<Bytes> said(int outcome, const char* out, unsigned size) {
    if (outcome != SASL_OK && outcome != SASL_CONTINUE) return fail(problem(outcome));
    done_ = outcome == SASL_OK;
    const auto* bytes = reinterpret_cast<const std::byte*>(out);
    return out != nullptr ? Bytes(bytes, bytes + size) : Bytes();
  }

  [[nodiscard]] Error problem(int outcome) const {
    if (outcome == SASL_NOMECH)
      return Error(ErrorCode::invalid_config_value,
                   "sasl.mechanism=" + settings_.mechanism +
                       " is not available here: its Cyrus SASL plug-in is not installed (Debian: " +
                       (settings_.mechanism == "GSSAPI" ? "libsasl2-modules-gssapi-mit"
                                                        : "libsasl2-modules") +
                       ")");
    const char* detail = connection_ != nullptr ? cyrus_.sasl_errdetail(connection_)
                                                : cyrus_.sasl_errstring(outcome, nullptr, nullptr);
    return Error(ErrorCode::sasl_authentication_failed,
                 "Login by " + settings_.mechanism +
                     " failed: " + (detail != nullptr ? detail : "no reason given"));
  }

  struct Free {
    void operator()(sasl_secret_t* secret) const noexcept { std::free(secret); }
  };
  const Cyrus& cyrus_;
  security::LoginSettings settings_;
  std::shared_ptr<void> credentials_;
  std::array<sasl_callback_t, 5> callbacks_{};
  std::unique_ptr<sasl_secret_t, Free> secret_;
  sasl_conn_t* connection_ = nullptr;
  bool done_ = false;
};

}  // namespace

Result<std::unique_ptr<SaslClient>> make_cyrus_client(const security::LoginSettings& settings,
                                                      const KerberosTickets& tickets,
                                                      const std::string& host) {
  const Result<Cyrus>& loaded = cyrus();
  if (!loaded) return fail(loaded.error());
  auto client = std::make_unique<CyrusClient>(*loaded, settings);
  if (Result<void> opened = client->open(host); !opened) return fail(opened.error());
  if (settings.mechanism == "GSSAPI") {
    Result<std::shared_ptr<void>> credentials = tickets.credentials();
    if (!credentials) return fail(credentials.error());
    if (Result<void> used = client->use(*std::move(credentials)); !used) return fail(used.error());
  }
  return client;
}

}  // namespace kpp::wire
