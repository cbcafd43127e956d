#include "cmd/delete_records/command.hpp"
#include "cmd/delete_records/offsets_file.hpp"
#include "cmd/delete_records/render.hpp"
#include "common/client_config.hpp"
#include "common/formats/json_file.hpp"
#include "common/io/signals.hpp"

namespace kpp::tools::delete_records {
namespace {

Result<Offsets> offsets_of(const Options& options) {
  const auto text = read_text_file(options.value_or("offset-json-file", ""));
  if (!text) return tl::unexpected(text.error());
  return parse_offsets(*text);
}

int show(Context& context, const Report& report) {
  context.out.write(context.format == OutputFormat::json ? render_json(report)
                                                         : render_text(report));
  std::vector<Error> failures;
  for (const auto& [partition, deleted] : report)
    if (!deleted)
      failures.emplace_back(deleted.error().code(),
                            partition.to_string() + ": " + deleted.error().message());
  return failures.empty() ? exit_success : context.fail(std::span<const Error>(failures));
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto missing = require(options, {"bootstrap-server", "offset-json-file"}))
    return context.usage(*missing);
  const auto config = client_config(options, context, {.file = "command-config", .properties = {}});
  if (!config) return context.fail(config.error());
  const auto offsets = offsets_of(options);
  if (!offsets) return context.fail(offsets.error());
  auto admin = Admin::create(*config);
  if (!admin) return context.fail(admin.error());
  const auto deleted = admin->delete_records(*offsets);
  return deleted ? show(context, *deleted) : context.fail(deleted.error());
}

}  // namespace kpp::tools::delete_records
