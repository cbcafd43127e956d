#pragma once
// The actions of the tool: each gathers what it needs, renders it, and answers the exit status.

#include "cmd/consumer_groups/session.hpp"

namespace kpp::tools::consumer_groups {

int list(Session& session);
int describe(Session& session);
int remove(Session& session);
int reset_offsets(Session& session);
int delete_offsets(Session& session);
/// Needs no cluster.
int validate_regex(const std::string& regex, Context& context);

}  // namespace kpp::tools::consumer_groups
