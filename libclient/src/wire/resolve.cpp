#include "wire/resolve.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <strings.h>
#include <algorithm>
#include <any>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace kpp::wire {
namespace {

using Addresses = std::vector<std::string>;

int native_family(AddressFamily family) {
  if (family == AddressFamily::v4) return AF_INET;
  if (family == AddressFamily::v6) return AF_INET6;
  return AF_UNSPEC;
}

std::optional<Addresses> resolve_without_asking(const std::string& host, AddressFamily family) {
  std::array<unsigned char, sizeof(in6_addr)> parsed{};
  if (inet_pton(AF_INET, host.c_str(), parsed.data()) == 1 ||
      inet_pton(AF_INET6, host.c_str(), parsed.data()) == 1)
    return Addresses{host};
  if (strcasecmp(host.c_str(), "localhost") == 0) {
    if (family == AddressFamily::v4) return Addresses{"127.0.0.1"};
    if (family == AddressFamily::v6) return Addresses{"::1"};
    return Addresses{"127.0.0.1", "::1"};
  }
  return std::nullopt;
}

Result<Addresses> ask_system(const std::string& host, AddressFamily family) {
  addrinfo hints{};
  hints.ai_family = native_family(family);
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int code = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  if (code != 0)
    return fail(ErrorCode::connection_failed,
                "Couldn't resolve server " + host + ": " + gai_strerror(code));
  Addresses addresses;
  for (const addrinfo* info = found; info != nullptr; info = info->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (getnameinfo(info->ai_addr, info->ai_addrlen, text.data(), text.size(), nullptr, 0,
                    NI_NUMERICHOST) != 0)
      continue;
    std::string address(text.data());
    if (std::ranges::find(addresses, address) == addresses.end())
      addresses.push_back(std::move(address));
  }
  if (addresses.empty())
    return fail(ErrorCode::connection_failed, "Couldn't resolve server " + host);
  return addresses;
}

}  // namespace

void resolve(Loop& loop, const std::string& host, AddressFamily family, OnResolved handler) {
  if (std::optional<Addresses> known = resolve_without_asking(host, family)) {
    handler(*std::move(known));
    return;
  }
  loop.run_aside([host, family]() -> std::any { return ask_system(host, family); },
                 [handler = std::move(handler)](const std::any& result) {
                   handler(std::any_cast<const Result<Addresses>&>(result));
                 });
}

}  // namespace kpp::wire
