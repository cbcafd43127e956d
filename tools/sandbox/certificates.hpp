#pragma once

#include "sandbox/folders.hpp"

namespace kpp::tools::sandbox {

/// Makes an authority of the sandbox's own, and certificates signed by it: ca.pem, broker.pem (for localhost, 127.0.0.1
/// and ::1) and client.pem, the last two with their keys, and client.p12 (password: kafka-sandbox). Does nothing where
/// they are. Files with keys are the owner's alone to read.
[[nodiscard]] Result<void> make_certificates(const fs::path& folder);

}  // namespace kpp::tools::sandbox
