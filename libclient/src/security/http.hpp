#pragma once
/// \file
/// One HTTP request, by libcurl, which is loaded with the first.

#include <chrono>
#include <string>
#include <vector>

#include "kpp/error.hpp"

namespace kpp::security {

struct HttpPost {
  std::string url;
  std::vector<std::string> headers;
  std::string body;
  std::chrono::milliseconds connect_timeout{10000};
  std::chrono::milliseconds timeout{20000};  ///< Of all.
  std::string authorities;                   ///< A PEM file or a folder; empty: the system's own.
};

struct HttpAnswer {
  long status = 0;
  std::string body;  ///< A megabyte at most.
};

/// Blocks. Fails where there is no answer; an error says why, without the request.
[[nodiscard]] Result<HttpAnswer> post(const HttpPost& request);

}  // namespace kpp::security
