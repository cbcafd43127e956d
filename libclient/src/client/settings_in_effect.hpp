#pragma once

#include <map>
#include <string>

#include "client/rdkafka.hpp"
#include "kpp/config.hpp"

namespace kpp::client {

/// What librdkafka made of a client's configuration: every setting that means something to a client of this kind, under
/// the name that `Config` stores it by, secrets as "[hidden]".
[[nodiscard]] std::map<std::string, std::string> settings_in_effect(rd_kafka_t* rk,
                                                                    ClientKind kind);

}  // namespace kpp::client
