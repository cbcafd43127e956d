#pragma once
/// \file
/// Mechanisms by Cyrus SASL: PLAIN and GSSAPI.

#include <string>

#include "security/login_settings.hpp"
#include "wire/kerberos_tickets.hpp"
#include "wire/sasl.hpp"

namespace kpp::wire {

/// `tickets` are those of GSSAPI. The library is loaded with the first login, not before.
[[nodiscard]] Result<std::unique_ptr<SaslClient>> make_cyrus_client(
    const security::LoginSettings& settings, const KerberosTickets& tickets,
    const std::string& host);

}  // namespace kpp::wire
