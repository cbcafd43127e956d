#include <cctype>
#include <string>

#include "sandbox/actions.hpp"
#include "sandbox/folders.hpp"
#include "sandbox/maven.hpp"
#include "sandbox/render.hpp"
#include "sandbox/state.hpp"

namespace kpp::tools::sandbox {

int env(Context& context, const fs::path& folder) {
  const auto state = load_state(folder);
  if (!state) return context.fail(state.error());
  if (!*state || (*state)->running().empty())
    return context.fail("no sandbox runs in " + folder.string());
  const auto classpath = version_folder((*state)->version).and_then([](const fs::path& version) {
    return read_file(version / "classpath");
  });
  if (!classpath) return context.fail(classpath.error());
  Variables variables{
      {"KPP_BOOTSTRAP_SERVER", (*state)->bootstrap()},
      {"KPP_SANDBOX_DIR", folder.string()},
      {"KPP_SANDBOX_BROKERS", std::to_string((*state)->broker_count())},
      {"KPP_KAFKA_VERSION", (*state)->version.text},
      {"KPP_KAFKA_CLASSPATH", *classpath},
  };
  // KPP_CLIENT_CONFIG_SASL_SSL
  for (const auto& [kind, ports] : (*state)->secure) {
    std::string name = "KPP_CLIENT_CONFIG_";
    for (const char c : kind.name)
      name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    variables.emplace_back(std::move(name), client_properties_file(folder, kind).string());
  }
  print(context.out, context.format == OutputFormat::json ? variables_json(variables) + '\n'
                                                          : variables_for_shell(variables));
  return exit_success;
}

}  // namespace kpp::tools::sandbox
