#pragma once
/// \file
/// Who logs in by GSSAPI, where the configuration names a keytab or a ticket cache. No program is run for it, and no ticket
/// of the user's is touched.

#include <memory>
#include <string>

#include "kpp/error.hpp"
#include "security/login_settings.hpp"

namespace kpp::wire {

/// Tickets of a keytab are kept in memory under this client's own name, and got anew when they have run out.
class KerberosTickets {
 public:
  explicit KerberosTickets(security::KerberosSettings settings);

  /// MIT Kerberos' credentials (`gss_cred_id_t`); null for the default ones of the user. May ask the key distribution
  /// centre, and block as long as that takes.
  [[nodiscard]] Result<std::shared_ptr<void>> credentials() const;

 private:
  const security::KerberosSettings settings_;
  const std::string cache_;
};

}  // namespace kpp::wire
