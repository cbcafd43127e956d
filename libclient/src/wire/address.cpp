#include "wire/address.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace kpp::wire {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_host_character(char c) {
  return is_alphanumeric(c) || c == '-' || c == '%' || c == '.' || c == '_' || c == ':';
}

bool is_scheme_character(char c) {
  return is_alphanumeric(c) || c == '-' || c == '%' || c == '.' || c == '_';
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

tl::unexpected<Error> invalid(std::string_view what, std::string_view text) {
  return fail(ErrorCode::invalid_config_value,
              "Invalid " + std::string(what) + " in bootstrap.servers: " + std::string(text));
}

}  // namespace

std::string Address::to_string() const {
  const bool brackets = host.find(':') != std::string::npos;
  return (brackets ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

Result<Address> parse_address(std::string_view text) {
  std::string_view rest = text;
  if (const std::size_t scheme = rest.find("://"); scheme != std::string_view::npos) {
    if (!std::ranges::all_of(rest.substr(0, scheme), is_scheme_character))
      return invalid("url", text);
    rest.remove_prefix(scheme + 3);
  }
  const std::size_t colon = rest.rfind(':');
  if (colon == std::string_view::npos) return invalid("url", text);
  std::string_view host = rest.substr(0, colon);
  const std::string_view digits = rest.substr(colon + 1);
  if (host.starts_with('[')) host.remove_prefix(1);
  if (host.ends_with(']')) host.remove_suffix(1);
  const bool all_digits = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (host.empty() || digits.empty() || !all_digits ||
      !std::ranges::all_of(host, is_host_character))
    return invalid("url", text);

  Address address{std::string(host), 0};
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
  if (parsed.ec != std::errc{} || address.port == 0) return invalid("port", text);
  return address;
}

Result<std::vector<Address>> parse_bootstrap_servers(std::string_view text) {
  std::vector<Address> addresses;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view item = trim(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (item.empty()) continue;
    Result<Address> address = parse_address(item);
    if (!address) return fail(address.error());
    if (std::ranges::find(addresses, *address) == addresses.end())
      addresses.push_back(*std::move(address));
  }
  if (addresses.empty())
    return fail(ErrorCode::invalid_config_value,
                "No resolvable bootstrap urls given in bootstrap.servers");
  return addresses;
}

}  // namespace kpp::wire
