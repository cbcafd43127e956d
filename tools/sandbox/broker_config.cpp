#include "sandbox/broker_config.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace kpp::tools::sandbox {
namespace {

std::string loopback(int port) {
  return "127.0.0.1:" + std::to_string(port);
}

/// Where clients connect to. The secured ones by name, which is what their certificate is for.
std::string client_listeners(const Plan& plan, int id) {
  const auto at = static_cast<std::size_t>(id - 1);
  std::string text = "PLAINTEXT://" + loopback(plan.ports[at]);
  for (const auto& [kind, ports] : plan.secure)
    text.append(",")
        .append(kind.listener)
        .append("://localhost:")
        .append(std::to_string(ports[at]));
  return text;
}

void write_kraft(std::ostream& out, const Plan& plan, int id) {
  const bool controls = id <= std::ssize(plan.controller_ports);
  const auto at = static_cast<std::size_t>(id - 1);
  out << "process.roles=" << (controls ? "broker,controller" : "broker") << "\nnode.id=" << id
      << "\ncontroller.quorum.voters=";
  for (std::size_t i = 0; i < plan.controller_ports.size(); ++i)
    out << (i == 0 ? "" : ",") << i + 1 << '@' << loopback(plan.controller_ports[i]);
  out << "\ncontroller.listener.names=CONTROLLER\n"
      << "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT";
  for (const auto& [kind, ports] : plan.secure) out << ',' << kind.listener << ':' << kind.protocol;
  out << "\ninter.broker.listener.name=PLAINTEXT\nlisteners=" << client_listeners(plan, id);
  if (controls) out << ",CONTROLLER://" << loopback(plan.controller_ports[at]);
  // A broker that was killed may come back, and must not be taken for a second one with its
  // number for longer than this.
  out << "\nbroker.session.timeout.ms=6000\nbroker.heartbeat.interval.ms=500\n";
}

void write_zookeeper(std::ostream& out, const Plan& plan, int id) {
  out << "broker.id=" << id << "\nzookeeper.connect=" << loopback(plan.zookeeper_port)
      << "\nzookeeper.session.timeout.ms=10000\n"
      << "listeners=PLAINTEXT://" << loopback(plan.ports[static_cast<std::size_t>(id - 1)]) << '\n';
}

}  // namespace

Setting read_setting(std::string_view text) {
  int broker = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, broker);
  if (error != std::errc() || stop == end || *stop != ':') return {std::nullopt, text};
  return {broker, {stop + 1, static_cast<std::size_t>(end - stop - 1)}};
}

std::vector<std::string> log_dirs(const Plan& plan, int id) {
  constexpr std::string_view name = "log.dirs=";
  std::string all = plan.broker_data(id);
  for (const std::string& text : plan.settings) {
    const Setting setting = read_setting(text);
    if (setting.broker.value_or(id) == id && setting.line.starts_with(name))
      all = setting.line.substr(name.size());
  }
  std::vector<std::string> dirs;
  std::istringstream words(all);
  for (std::string dir; std::getline(words, dir, ',');)
    if (!dir.empty()) dirs.push_back(dir);
  if (dirs.empty()) dirs.push_back(plan.broker_data(id));
  return dirs;
}

int controller_count(int brokers) {
  return brokers < 3 ? 1 : 3;
}

std::string broker_properties(const Plan& plan, int id) {
  std::ostringstream out;
  if (plan.version.needs_zookeeper()) {
    write_zookeeper(out, plan, id);
  } else {
    write_kraft(out, plan, id);
  }
  const int replicas = std::min(3, plan.brokers());
  const int in_sync = std::min(2, plan.brokers());
  if (!plan.secure.empty()) out << secure_broker_properties(plan.secure, "secure");
  out << "advertised.listeners=" << client_listeners(plan, id) << '\n'
      << "log.dirs=" << plan.broker_data(id) << '\n'
      << "offsets.topic.replication.factor=" << replicas << '\n'
      << "transaction.state.log.replication.factor=" << replicas << '\n'
      << "transaction.state.log.min.isr=" << in_sync << '\n';
  if (plan.version.has_share_groups()) {
    out << "share.coordinator.state.topic.replication.factor=" << replicas << '\n'
        << "share.coordinator.state.topic.min.isr=" << in_sync << '\n'
        << "share.coordinator.state.topic.num.partitions=5\n";
  }
  // Fewer partitions of the internal topics: they are made at the first use, and somebody waits.
  out << "offsets.topic.num.partitions=5\n"
      << "transaction.state.log.num.partitions=5\n"
      << "group.initial.rebalance.delay.ms=0\n"
      << "log.cleaner.dedupe.buffer.size=4194304\n"
      << "log.cleaner.io.buffer.size=131072\n";
  for (const std::string& text : plan.settings) {
    const Setting setting = read_setting(text);
    if (setting.broker.value_or(id) == id) out << setting.line << '\n';
  }
  return std::move(out).str();
}

std::string zookeeper_properties(const Plan& plan) {
  std::ostringstream out;
  out << "dataDir=" << plan.data_folder() << "/zookeeper\n"
      << "clientPort=" << plan.zookeeper_port << '\n'
      << "clientPortAddress=127.0.0.1\n"
      << "tickTime=1000\n"
      << "maxClientCnxns=0\n"
      << "admin.enableServer=false\n";
  return std::move(out).str();
}

std::string log_properties(const KafkaVersion& version) {
  if (version.logs_with_log4j2()) {
    return "status=error\n"
           "appender.stdout.type=Console\n"
           "appender.stdout.name=STDOUT\n"
           "appender.stdout.target=SYSTEM_OUT\n"
           "appender.stdout.layout.type=PatternLayout\n"
           "appender.stdout.layout.pattern=[%d] %p %m (%c)%n\n"
           "rootLogger.level=INFO\n"
           "rootLogger.appenderRef.stdout.ref=STDOUT\n";
  }
  return "log4j.rootLogger=INFO, stdout\n"
         "log4j.appender.stdout=org.apache.log4j.ConsoleAppender\n"
         "log4j.appender.stdout.layout=org.apache.log4j.PatternLayout\n"
         "log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n\n";
}

std::vector<std::string> java_command(const std::string& java, const KafkaVersion& version,
                                      const std::string& classpath, const std::string& heap) {
  return {java,
          "-Xmx" + heap,
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true",
          version.logs_with_log4j2() ? "-Dlog4j2.configurationFile=config/log.properties"
                                     : "-Dlog4j.configuration=file:config/log.properties",
          "-cp",
          classpath};
}

}  // namespace kpp::tools::sandbox
