#include "wire/socket.hpp"

#include <asio/ip/address.hpp>

namespace kpp::wire {
namespace {

using Kind = IoStatus::Kind;

}  // namespace

IoStatus io_status(std::error_code code) {
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

std::error_code read_endpoint(const std::string& ip, std::uint16_t port,
                              asio::ip::tcp::endpoint& endpoint) {
  std::error_code code;
  const auto address = asio::ip::make_address(ip, code);
  if (!code) endpoint = {address, port};
  return code;
}

}  // namespace kpp::wire
