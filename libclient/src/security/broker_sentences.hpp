#pragma once
/// \file
/// What both planes say when a broker and a client do not get on. `broker` is "host:port".

#include <optional>
#include <string>

namespace kpp::security {

[[nodiscard]] std::string speaks_no_tls(const std::string& broker);
/// The connection ended before TLS was there.
[[nodiscard]] std::string ended_in_handshake(const std::string& broker);
/// What one of TLS's alerts means; nothing for one that says little. `showed_certificate`: whether the client has one.
[[nodiscard]] std::optional<std::string> meaning_of_alert(int alert, const std::string& broker,
                                                          bool showed_certificate);
/// The first request was answered by closing the connection.
[[nodiscard]] std::string closed_without_answer(const std::string& broker, bool with_tls);
/// The first request after ApiVersions was, on a connection without a login. To be appended.
[[nodiscard]] std::string may_demand_login();
/// `offered`: with commas between; may be empty.
[[nodiscard]] std::string lacks_mechanism(const std::string& broker, const std::string& mechanism,
                                          const std::string& offered);
[[nodiscard]] std::string takes_no_login(const std::string& broker);

}  // namespace kpp::security
