#pragma once
// What kafka-sandbox prints, as text and as JSON.

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/state.hpp"

namespace kpp::tools::sandbox {

/// "Kafka 4.3.1 (1 broker, 127.0.0.1:9092)"
[[nodiscard]] std::string summary(const State& state);

/// `works`: all is running and answers.
/// The words with which a client uses a secured listener.
[[nodiscard]] std::string secure_line(const std::filesystem::path& folder,
                                      const SecureListener& listener);
[[nodiscard]] std::string status_text(const std::filesystem::path& folder,
                                      const std::optional<State>& state, bool works);
[[nodiscard]] std::string status_json(const std::filesystem::path& folder,
                                      const std::optional<State>& state, bool works);
/// `stopped`: what ran before; empty if nothing did.
[[nodiscard]] std::string stop_json(const std::filesystem::path& folder,
                                    const std::optional<State>& stopped);

using Variables = std::vector<std::pair<std::string, std::string>>;
/// Lines for a POSIX shell's `eval`.
[[nodiscard]] std::string variables_for_shell(const Variables& variables);
[[nodiscard]] std::string variables_json(const Variables& variables);

struct Log {
  std::string member;
  std::vector<std::string> lines;
};
[[nodiscard]] std::string logs_text(const std::vector<Log>& logs);
[[nodiscard]] std::string logs_json(const std::vector<Log>& logs);

}  // namespace kpp::tools::sandbox
