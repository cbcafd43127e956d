#pragma once
// The sentences in which Kafka's tool says what went wrong.

#include <string>

#include "common/command.hpp"
#include "kpp/error.hpp"

namespace kpp::tools::consumer_groups {

/// "org.apache.kafka.common.errors.GroupIdNotFoundException: Group x not found.", as Kafka's tools
/// print errors of brokers. What this side found out has no class before it.
[[nodiscard]] std::string with_class(const Error& error);

/// Whether Kafka's tool shows the exception's class in front of the message.
enum class Shown : std::uint8_t { message_with_class, message };

/// "Error: Executing consumer group command failed due to ..."; as JSON the code and the message
/// alone.
int fail_command(const Context& context, const Error& error,
                 Shown shown = Shown::message_with_class);

/// "Error: <message>"; as JSON the code and the message.
int fail_with(const Context& context, const Error& error);

}  // namespace kpp::tools::consumer_groups
