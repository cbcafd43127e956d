#include "cmd/cluster/command.hpp"
#include "cmd/cluster/render.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"

namespace kpp::tools::cluster {
namespace {

std::string operand_of(const Options& options) {
  return options.operands().empty() ? "" : options.operands().front();
}

std::optional<UsageError> check(const Options& options) {
  const std::string action = operand_of(options);
  if (action.empty()) return UsageError{"too few arguments"};
  if (action != "cluster-id" && action != "unregister" && action != "list-endpoints")
    return UsageError{"invalid choice: '" + action +
                      "' (choose from 'cluster-id', 'unregister', 'list-endpoints')"};
  if (options.operands().size() > 1)
    return UsageError{"unrecognized arguments: '" + options.operands()[1] + "'"};
  const bool of_brokers = options.has("bootstrap-server");
  const bool of_controllers = options.has("bootstrap-controller");
  if (of_brokers && of_controllers)
    return UsageError{
        "argument --bootstrap-controller/-C: not allowed with argument --bootstrap-server/-b"};
  if (!of_brokers && !of_controllers)
    return UsageError{
        "one of the arguments --bootstrap-server/-b --bootstrap-controller/-C is required"};
  if (action == "unregister" && !options.has("id"))
    return UsageError{"argument --id/-i is required"};
  if (action != "unregister" && options.has("id"))
    return UsageError{"unrecognized arguments: '--id'"};
  if (action != "list-endpoints" && options.has("include-fenced-brokers"))
    return UsageError{"unrecognized arguments: '--include-fenced-brokers'"};
  if (of_controllers && options.has("include-fenced-brokers"))
    return UsageError{
        "The option --include-fenced-brokers is only supported with --bootstrap-server option"};
  return std::nullopt;
}

int show(Context& context, const std::string& text) {
  context.out.write(text);
  return exit_success;
}

int show_id(Admin& admin, Context& context) {
  const auto cluster = admin.describe_cluster();
  if (!cluster) return context.fail(cluster.error());
  return show(context, context.format == OutputFormat::json ? cluster_id_json(cluster->cluster_id)
                                                            : cluster_id_text(cluster->cluster_id));
}

int unregister(Admin& admin, std::int32_t broker, Context& context) {
  if (const auto done = admin.unregister_broker(broker); !done) return context.fail(done.error());
  return show(context, context.format == OutputFormat::json ? unregistered_json(broker)
                                                            : unregistered_text(broker));
}

int list_endpoints(Admin& admin, const Options& options, Context& context) {
  DescribeClusterOptions how;
  how.include_fenced_brokers = options.has("include-fenced-brokers");
  auto cluster = admin.describe_cluster(how);
  if (!cluster) return context.fail(cluster.error());
  const Endpoints endpoints{std::move(cluster->nodes), options.has("bootstrap-controller")};
  return show(context, context.format == OutputFormat::json ? render_json(endpoints)
                                                            : render_text(endpoints));
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto error = check(options)) return context.usage(*error);
  auto admin = admin_client(options, context);
  if (!admin) return context.fail(admin.error());
  const std::string action = operand_of(options);
  if (action == "cluster-id") return show_id(*admin, context);
  if (action == "unregister") return unregister(*admin, options.int32("id").value_or(-1), context);
  return list_endpoints(*admin, options, context);
}

}  // namespace kpp::tools::cluster
