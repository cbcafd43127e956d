#include <chrono>

#include "sandbox/actions.hpp"
#include "sandbox/readiness.hpp"
#include "sandbox/render.hpp"
#include "sandbox/state.hpp"

namespace kpp::tools::sandbox {

int status(Context& context, const std::filesystem::path& folder) {
  const auto state = load_state(folder);
  if (!state) return context.fail(state.error());
  const bool works = *state && (*state)->all_running() && answers(**state, std::chrono::seconds(3));
  print(context.out, context.format == OutputFormat::json
                         ? status_json(folder, *state, works) + '\n'
                         : status_text(folder, *state, works));
  return works ? exit_success : exit_failure;
}

}  // namespace kpp::tools::sandbox
