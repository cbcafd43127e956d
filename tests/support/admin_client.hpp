#pragma once
/// \file
/// An `Admin` for tests: on these addresses, with short times.

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::test {

using namespace std::chrono_literals;

inline Admin admin_on(const std::string& servers,
                      std::vector<std::pair<std::string, std::string>> more = {},
                      AdminOptions options = {.bootstrap_timeout = 3000ms,
                                              .max_concurrent_requests = 64}) {
  Config config;
  REQUIRE(config.set("bootstrap.servers", servers));
  REQUIRE(config.set("retry.backoff.ms", "5"));
  REQUIRE(config.set("retry.backoff.max.ms", "50"));
  for (const auto& [key, value] : more) REQUIRE(config.set(key, value));
  Result<Admin> admin = Admin::create(config, options);
  REQUIRE(admin);
  return *std::move(admin);
}

/// For calls that must come to an end by themselves long before.
inline CallOptions within(Timeout timeout) {
  return {.timeout = timeout, .stop = {}};
}

class Stopwatch {
 public:
  [[nodiscard]] std::chrono::milliseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 start_);
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace kpp::test
