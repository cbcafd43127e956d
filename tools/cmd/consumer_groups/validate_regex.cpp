#include "cmd/consumer_groups/actions.hpp"
#include "cmd/consumer_groups/render.hpp"
#include "common/formats/re2_syntax.hpp"

namespace kpp::tools::consumer_groups {

int validate_regex(const std::string& regex, Context& context) {
  const auto error = re2_syntax_error(regex);
  if (context.format == OutputFormat::json) {
    context.out.write(json_of_regex(regex, error));
  } else if (error) {
    print(context.out, "The regular expression `", regex, "` is invalid: ", *error, ".\n");
  } else {
    print(context.out, "The regular expression `", regex, "` is valid.\n");
  }
  return error ? exit_failure : exit_success;
}

}  // namespace kpp::tools::consumer_groups
