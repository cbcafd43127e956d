#include "admin/admin_config.hpp"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "admin/admin_security.hpp"
#include "core/text.hpp"

namespace kpp::admin {
namespace {

using core::lower;
using std::chrono::milliseconds;

// Far enough, and no overflow when it is added to a time.
constexpr milliseconds never = std::chrono::hours(24 * 365);

/// `Config::set` has checked the value; `set_unchecked` has not, hence the error.
Result<std::optional<std::int64_t>> number(const Config& config, std::string_view key) {
  const std::optional<std::string> text = config.get(key);
  if (!text) return std::nullopt;
  std::int64_t value = 0;
  const char* end = text->data() + text->size();
  const auto parsed = std::from_chars(text->data(), end, value);
  if (parsed.ec != std::errc{} || parsed.ptr != end)
    return fail(ErrorCode::invalid_config_value, "Invalid value " + *text + " for configuration " +
                                                     std::string(key) + ": not a number");
  return value;
}

template <std::integral T>
Result<void> read_number(const Config& config, std::string_view key, T& target) {
  const auto value = number(config, key);
  if (!value) return fail(value.error());
  if (*value) target = static_cast<T>(**value);
  return {};
}

Result<void> read_number(const Config& config, std::string_view key, milliseconds& target) {
  std::int64_t count = target.count();
  Result<void> read = read_number(config, key, count);
  target = milliseconds(count);
  return read;
}

Result<void> refuse_what_is_not_there(const Config& config) {
  const std::string lookup = config.get_or("client.dns.lookup", "use_all_dns_ips");
  if (lower(lookup) == "resolve_canonical_bootstrap_servers_only")
    return fail(ErrorCode::invalid_config_value,
                "client.dns.lookup=" + lookup + " is not supported; only use_all_dns_ips is");
  return {};
}

/// Brokers or controllers, one of the two (KIP-919).
Result<void> read_bootstrap(const Config& config, wire::ClusterConfig& cluster) {
  const std::optional<std::string> servers = config.get("bootstrap.servers");
  const std::optional<std::string> controllers = config.get("bootstrap.controllers");
  if (servers && controllers)
    return fail(ErrorCode::invalid_config_value,
                "You cannot configure both bootstrap.servers and bootstrap.controllers");
  if (!servers && !controllers)
    return fail(ErrorCode::invalid_config_value,
                "Missing required configuration \"bootstrap.servers\" which has no default value.");
  Result<std::vector<wire::Address>> bootstrap =
      wire::parse_bootstrap_servers(controllers ? *controllers : *servers);
  if (!bootstrap) return fail(bootstrap.error());
  cluster.bootstrap = *std::move(bootstrap);
  cluster.connection.to_controllers = controllers.has_value();
  return {};
}

wire::AddressFamily address_family(const Config& config) {
  const std::string family = lower(config.get_or("broker.address.family", "any"));
  if (family == "v4") return wire::AddressFamily::v4;
  if (family == "v6") return wire::AddressFamily::v6;
  return wire::AddressFamily::any;
}

}  // namespace

Result<Settings> read_settings(const Config& config, const AdminOptions& options) {
  if (const auto fine = refuse_what_is_not_there(config); !fine) return fail(fine.error());

  Settings settings;
  wire::ClusterConfig& cluster = settings.cluster;
  wire::ConnectionConfig& connection = cluster.connection;
  if (const Result<void> read = read_bootstrap(config, cluster); !read) return fail(read.error());
  cluster.bootstrap_timeout = options.bootstrap_timeout;
  cluster.max_concurrent_requests = std::max<std::size_t>(1, options.max_concurrent_requests);
  connection.client_id = config.get_or("client.id", "kpp");
  connection.family = address_family(config);
  connection.setup_timeout = options.bootstrap_timeout;

  wire::SocketOptions socket;
  socket.keepalive = lower(config.get_or("socket.keepalive.enable", "true")) == "true";
  for (const Result<void>& read : {
           read_number(config, "socket.connection.setup.timeout.ms", connection.setup_timeout),
           read_number(config, "request.timeout.ms", connection.request_timeout),
           read_number(config, "connections.max.idle.ms", connection.max_idle),
           read_number(config, "receive.message.max.bytes", connection.max_frame),
           read_number(config, "reconnect.backoff.ms", connection.reconnect.first),
           read_number(config, "reconnect.backoff.max.ms", connection.reconnect.most),
           read_number(config, "retry.backoff.ms", cluster.retry.first),
           read_number(config, "retry.backoff.max.ms", cluster.retry.most),
           read_number(config, "retries", cluster.max_retries),
           read_number(config, "default.api.timeout.ms", settings.default_timeout),
           read_number(config, "send.buffer.bytes", socket.send_buffer),
           read_number(config, "receive.buffer.bytes", socket.receive_buffer),
       }) {
    if (!read) return fail(read.error());
  }
  if (connection.max_idle < milliseconds(0)) connection.max_idle = never;
  if (const auto secured = secure(config, socket, connection); !secured)
    return fail(secured.error());
  return settings;
}

}  // namespace kpp::admin
