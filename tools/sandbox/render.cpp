#include "sandbox/render.hpp"

#include <nlohmann/json.hpp>

namespace kpp::tools::sandbox {
namespace {

using Json = nlohmann::ordered_json;

constexpr int json_shape = 1;

/// One line. Log lines may hold any bytes, so what is no UTF-8 is replaced.
std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json members_of(const State& state) {
  Json members = Json::array();
  for (const Member& member : state.members) {
    members.push_back({{"name", member.name},
                       {"pid", member.process.pid},
                       {"port", member.port},
                       {"running", is_running(member.process)}});
  }
  return members;
}

std::string quoted_for_shell(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + '\'';
}

}  // namespace

std::string summary(const State& state) {
  const int brokers = state.broker_count();
  return "Kafka " + state.version.text + " (" + std::to_string(brokers) +
         (brokers == 1 ? " broker, " : " brokers, ") + state.bootstrap() + ")";
}

std::string secure_line(const std::filesystem::path& folder, const SecureListener& listener) {
  return std::string(listener.kind.name) + ": --bootstrap-server " + listener.bootstrap() +
         " --command-config " + client_properties_file(folder, listener.kind).string() + '\n';
}

std::string status_text(const std::filesystem::path& folder, const std::optional<State>& state,
                        bool works) {
  if (!state) return "No sandbox runs in " + folder.string() + '\n';
  std::string text = summary(*state);
  if (works) {
    text += " is running.\n";
  } else if (state->running().empty()) {
    text += " has ended without being stopped; 'logs' may say why.\n";
  } else if (state->all_running()) {
    text += " is running but does not answer.\n";
  } else {
    text += " is running in part; 'start' brings the rest back.\n";
  }
  text += "Folder: " + folder.string() + '\n';
  for (const Member& member : state->members) {
    text += member.name + ": " +
            (is_running(member.process) ? "process " + std::to_string(member.process.pid)
                                        : std::string("ended")) +
            ", port " + std::to_string(member.port) + '\n';
  }
  for (const SecureListener& listener : state->secure) text += secure_line(folder, listener);
  return text;
}

std::string status_json(const std::filesystem::path& folder, const std::optional<State>& state,
                        bool works) {
  Json json{{"version", json_shape}, {"running", works}, {"folder", folder.string()}};
  json["kafka_version"] = state ? Json(state->version.text) : Json();
  json["bootstrap_server"] = state ? Json(state->bootstrap()) : Json();
  json["secure"] = Json::array();
  if (state)
    for (const SecureListener& listener : state->secure)
      json["secure"].push_back(
          {{"name", listener.kind.name},
           {"bootstrap_server", listener.bootstrap()},
           {"client_config", client_properties_file(folder, listener.kind).string()}});
  json["members"] = state ? members_of(*state) : Json::array();
  return one_line(json);
}

std::string stop_json(const std::filesystem::path& folder, const std::optional<State>& stopped) {
  Json names = Json::array();
  if (stopped)
    for (const Member& member : stopped->members) names.push_back(member.name);
  return one_line({{"version", json_shape}, {"folder", folder.string()}, {"stopped", names}});
}

std::string variables_for_shell(const Variables& variables) {
  std::string text;
  for (const auto& [name, value] : variables)
    text += "export " + name + '=' + quoted_for_shell(value) + '\n';
  return text;
}

std::string variables_json(const Variables& variables) {
  Json object = Json::object();
  for (const auto& [name, value] : variables) object[name] = value;
  return one_line({{"version", json_shape}, {"environment", object}});
}

std::string logs_text(const std::vector<Log>& logs) {
  std::string text;
  for (const Log& log : logs) {
    if (logs.size() > 1) text += (text.empty() ? "==> " : "\n==> ") + log.member + " <==\n";
    for (const std::string& line : log.lines) text += line + '\n';
  }
  return text;
}

std::string logs_json(const std::vector<Log>& logs) {
  Json all = Json::array();
  for (const Log& log : logs) all.push_back({{"name", log.member}, {"lines", log.lines}});
  return one_line({{"version", json_shape}, {"logs", all}});
}

}  // namespace kpp::tools::sandbox
