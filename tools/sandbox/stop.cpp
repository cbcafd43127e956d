#include <chrono>

#include "sandbox/actions.hpp"
#include "sandbox/folders.hpp"
#include "sandbox/render.hpp"
#include "sandbox/state.hpp"

namespace kpp::tools::sandbox {
namespace {

// A broker that hands over its partitions to others which stop too would wait for minutes; what it
// has written survives its being killed.
constexpr auto patience = std::chrono::seconds(10);

std::vector<ProcessIdentity> running(const State& state, bool brokers) {
  std::vector<ProcessIdentity> found;
  for (const Member& member : state.members)
    if (member.is_broker() == brokers && is_running(member.process))
      found.push_back(member.process);
  return found;
}

}  // namespace

int stop(Context& context, const fs::path& folder) {
  std::error_code error;
  std::optional<State> state;
  if (fs::is_directory(folder, error)) {
    const auto lock = FolderLock::take(
        folder / ".lock",
        [](void* waiting) {
          static_cast<Context*>(waiting)->note(
              "Waiting for another kafka-sandbox that starts or stops this one");
        },
        &context);
    if (!lock) return context.fail(lock.error());
    auto loaded = load_state(folder);
    if (!loaded) return context.fail(loaded.error());
    state = std::move(*loaded);
    if (state) {
      const std::vector<ProcessIdentity> ended = state->running();
      terminate(running(*state, true), patience);
      terminate(running(*state, false), patience);
      if (!state->running().empty())
        return context.fail("not all processes could be ended: " + summary(*state));
      if (ended.empty()) state.reset();
    }
    forget_state(folder);
  }
  if (context.format == OutputFormat::json) {
    print(context.out, stop_json(folder, state), "\n");
  } else if (state) {
    print(context.out, summary(*state), " has been stopped. Its data stays in ", folder.string(),
          "\n");
  } else {
    print(context.out, "No sandbox runs in ", folder.string(), "\n");
  }
  return exit_success;
}

}  // namespace kpp::tools::sandbox
