#include "sandbox/state.hpp"

#include <algorithm>
#include <sstream>

#include "kpp/config.hpp"
#include "sandbox/folders.hpp"

namespace kpp::tools::sandbox {
namespace {

constexpr std::string_view member_prefix = "member.";
constexpr std::string_view secure_prefix = "secure.";

fs::path state_file(const fs::path& folder) {
  return folder / "sandbox.properties";
}

tl::unexpected<Error> damaged(const fs::path& folder) {
  return fail(ErrorCode::io_error, state_file(folder).string() +
                                       " is damaged; end its Kafka by hand and delete the file");
}

}  // namespace

int State::broker_count() const {
  return static_cast<int>(std::ranges::count_if(members, &Member::is_broker));
}

std::string State::bootstrap() const {
  std::string text;
  for (const Member& member : members) {
    if (!member.is_broker()) continue;
    if (!text.empty()) text += ',';
    text += "127.0.0.1:" + std::to_string(member.port);
  }
  return text;
}

std::vector<ProcessIdentity> State::running() const {
  std::vector<ProcessIdentity> found;
  for (const Member& member : members)
    if (is_running(member.process)) found.push_back(member.process);
  return found;
}

fs::path client_properties_file(const fs::path& folder, const SecureKind& kind) {
  return folder / "secure" / (std::string(kind.name) + ".properties");
}

Result<std::optional<State>> load_state(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(state_file(folder), error)) return std::nullopt;
  const auto properties = read_properties(state_file(folder));
  if (!properties) return tl::unexpected(properties.error());
  State state;
  bool same_boot = false;
  for (const auto& [key, value] : *properties) {
    if (key == "boot") {
      same_boot = value == boot_id();
    } else if (key == "version") {
      const auto version = parse_kafka_version(value);
      if (!version) return damaged(folder);
      state.version = *version;
    } else if (key.starts_with(secure_prefix)) {
      const auto kinds = parse_secure_kinds(key.substr(secure_prefix.size()));
      if (!kinds || kinds->size() != 1) return damaged(folder);
      SecureListener listener{kinds->front()};
      std::istringstream fields(value);
      for (int port = 0; fields >> port;) listener.ports.push_back(port);
      state.secure.push_back(std::move(listener));
    } else if (key.starts_with(member_prefix)) {
      Member member{.name = key.substr(member_prefix.size())};
      std::istringstream fields(value);
      if (!(fields >> member.port >> member.process.pid >> member.process.start_ticks))
        return damaged(folder);
      state.members.push_back(std::move(member));
    }
  }
  if (state.version.text.empty() || state.members.empty()) return damaged(folder);
  if (!same_boot) return std::nullopt;
  return state;
}

Result<void> save_state(const fs::path& folder, const State& state) {
  std::ostringstream text;
  text << "# Written by kafka-sandbox. member.<name>=<port> <process id> <its time of start>\n"
       << "boot=" << boot_id() << "\nversion=" << state.version.text << '\n';
  for (const Member& member : state.members) {
    text << member_prefix << member.name << '=' << member.port << ' ' << member.process.pid << ' '
         << member.process.start_ticks << '\n';
  }
  for (const auto& [kind, ports] : state.secure) {
    text << secure_prefix << kind.name << '=';
    for (const int port : ports) text << port << ' ';
    text << '\n';
  }
  return write_file(state_file(folder), std::move(text).str());
}

void forget_state(const fs::path& folder) {
  std::error_code ignored;  // the file says only what runs, and that is checked before use
  fs::remove(state_file(folder), ignored);
}

}  // namespace kpp::tools::sandbox
