#pragma once
// Options that most tools share, and old spellings, so that a table says only what is its own.

#include "common/options/spec.hpp"

namespace kpp::tools {

constexpr Option bootstrap_server(std::string_view help = "The brokers to ask first. Required.",
                                  std::string_view section = {}) {
  return {.name = "bootstrap-server",
          .argument = Argument::required,
          .placeholder = "HOST:PORT[,...]",
          .help = help,
          .section = section};
}

constexpr Option bootstrap_controller(
    std::string_view help = "Instead of --bootstrap-server: the controllers to ask (KIP-919).") {
  return {.name = "bootstrap-controller",
          .argument = Argument::required,
          .placeholder = "HOST:PORT[,...]",
          .help = help};
}

constexpr Option command_config(
    std::string_view help =
        "A properties file with client settings, such as those for TLS and login.") {
  return {.name = "command-config",
          .argument = Argument::required,
          .placeholder = "FILE",
          .help = help,
          .complete = Complete::file};
}

/// Takes what `of` takes, under a name that Kafka has dropped or is about to.
constexpr Option old_spelling(std::string_view name, Option of) {
  of.replaced_by = of.name;
  of.name = name;
  of.help = {};
  of.section = {};
  return of;
}

}  // namespace kpp::tools
