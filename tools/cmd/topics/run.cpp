#include "cmd/topics/actions.hpp"
#include "cmd/topics/arguments.hpp"
#include "cmd/topics/checks.hpp"
#include "cmd/topics/command.hpp"
#include "cmd/topics/failure.hpp"
#include "cmd/topics/render.hpp"
#include "common/client_config.hpp"
#include "common/io/signals.hpp"
#include "common/print.hpp"

namespace kpp::tools::topics {
namespace {

template <class Report>
int show(Context& context, const Report& report) {
  print(context, report);
  return exit_success;
}

template <class Report>
int show(Context& context, const Result<Report>& report) {
  return report ? show(context, *report) : fail(context, report.error());
}

template <class Report>
int show(Context& context, const Result<Outcome<Report>>& outcome) {
  if (!outcome) return fail(context, outcome.error());
  if (!outcome->failures.empty()) return fail(context, outcome->failures);
  return show(context, outcome->report);
}

/// What is to be said of a new topic's name is said even if it was not made.
int show_new_topic(Context& context, const Outcome<CreateReport>& outcome) {
  if (outcome.failures.empty()) return show(context, outcome.report);
  if (context.format == OutputFormat::kafka) context.out.write(render_text(outcome.report));
  return fail(context, outcome.failures);
}

/// What needs no broker to be refused is refused before one is asked.
Result<void> check_values(const Options& options, NewTopic& topic) {
  if (options.has("create")) {
    auto wanted = new_topic(options);
    if (!wanted) return tl::unexpected(wanted.error());
    topic = std::move(*wanted);
    return {};
  }
  if (const auto filter = topic_filter(options); !filter) return tl::unexpected(filter.error());
  return {};
}

int act(Admin& admin, const Options& options, const NewTopic& topic, Context& context) {
  if (options.has("create")) return show_new_topic(context, create(admin, options, topic));
  if (options.has("alter")) return show(context, alter(admin, options));
  if (options.has("delete")) return show(context, remove(admin, options));
  if (options.has("describe"))
    return show(context, describe(admin, options, context.format == OutputFormat::json));
  return show(context, list(admin, options));
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto error = check(options)) return context.usage(*error);
  for (const std::string& sentence : remarks(options)) context.note(sentence);

  const auto config = client_config(options, context, {.file = "command-config", .properties = {}});
  if (!config) return fail(context, config.error());
  NewTopic topic;
  if (const auto fine = check_values(options, topic); !fine) return fail(context, fine.error());
  auto admin = Admin::create(*config);
  if (!admin) return fail(context, admin.error());
  return act(*admin, options, topic, context);
}

}  // namespace kpp::tools::topics
