// A program that administers only. There is no broker: it checks that the library is linked and says what is wrong.
#include <iostream>

#include "kpp/admin.hpp"
#include "kpp/version.hpp"

int main() {
  kpp::Config config;
  if (!config.set("bootstrap.servers", "127.0.0.1:1")) return 1;
  kpp::Result<kpp::Admin> admin =
      kpp::Admin::create(config, {.bootstrap_timeout = std::chrono::milliseconds(200)});
  if (!admin) return 1;
  const auto topics = admin->list_topics();
  if (topics) return 1;
  std::cout << kpp::version() << ' ' << kpp::name(topics.error().code()) << '\n';
  return topics.error().code() == kpp::ErrorCode::connection_failed ? 0 : 1;
}
