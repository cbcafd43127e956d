#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "cmd/console_producer/input_names.hpp"
#include "common/command.hpp"
#include "kpp/error.hpp"

namespace kpp::tools::console_producer {

struct Undelivered {
  std::string_view topic;
  std::optional<std::uint64_t> key_size;  // empty: null
  std::optional<std::uint64_t> value_size;
  std::uint64_t tag;  // see InputNames
  std::string_view reason;
};

/// The error's sentence; where there is no such partition, with its number.
[[nodiscard]] std::string why(const Error& error, std::int32_t partition);

/// Everything that is said on stderr during a run; any thread.
class Console {
 public:
  Console(const Context& context, const InputNames& names) : context_(context), names_(names) {}

  void note(std::string_view line);
  /// Kafka's sentence about a record that was not delivered, with where it came from. After the first few
  /// only the number is kept.
  void not_delivered(const Undelivered& record);
  /// Trouble with a connection, said once until another comes. Nothing before `connected`: what
  /// hinders the first connection is the error that ends the run.
  void trouble(const Error& error);
  void connected();

  [[nodiscard]] std::uint64_t failures() const;

 private:
  const Context& context_;
  const InputNames& names_;
  mutable std::mutex mutex_;
  std::uint64_t failures_ = 0;
  bool connected_ = false;
  std::string last_trouble_;
};

}  // namespace kpp::tools::console_producer
