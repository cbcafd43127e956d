// Copies orders to bills, each exactly once, until Ctrl-C.
//
//     exactly_once [BOOTSTRAP_SERVER] [IN_TOPIC] [OUT_TOPIC] [GROUP] [TRANSACTIONAL_ID]
//
// What was read counts as read only if what was written for it is visible: kill it, start it again,
// and nothing is missing or there twice. Readers of the bills need isolation.level=read_committed.
// Two of them share the work, each with a transactional id of its own.

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include "kpp/transaction.hpp"

namespace {

volatile std::sig_atomic_t running = 1;

int complain(const kpp::Error& error) {
  std::cerr << error.to_string() << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string servers = argc > 1 ? argv[1] : "localhost:9092";
  const std::string in = argc > 2 ? argv[2] : "orders";
  const std::string out = argc > 3 ? argv[3] : "bills";
  const std::string group = argc > 4 ? argv[4] : "billing";
  const std::string id = argc > 5 ? argv[5] : group + "-1";
  std::signal(SIGINT, [](int) { running = 0; });

  const auto reads = kpp::Config::from_properties({
      {"bootstrap.servers", servers},
      {"group.id", group},
      {"auto.offset.reset", "earliest"},
      {"session.timeout.ms", "10000"},  // so long is one that crashed waited for
  });
  if (!reads) return complain(reads.error());
  const auto writes =
      kpp::Config::from_properties({{"bootstrap.servers", servers}, {"transactional.id", id}});
  if (!writes) return complain(writes.error());
  auto session = kpp::TransactSession::create(*reads, *writes);
  if (!session) return complain(session.error());
  if (auto joins = session->subscribe({in}); !joins) return complain(joins.error());

  const auto copy_all = [&](const kpp::MessageBatch& orders,
                            kpp::Transaction& transaction) -> kpp::Result<void> {
    for (const kpp::MessageView& order : orders) {
      const kpp::RecordView copy{.topic = out, .key = order.key(), .value = order.value()};
      if (auto sent = transaction.send(copy); !sent) return sent;
    }
    return {};
  };
  while (running) {
    const auto outcome = session->process(std::chrono::milliseconds(200), copy_all);
    if (!outcome) return complain(outcome.error());
    // The same orders come again, so there is nothing to do but to know it.
    if (*outcome == kpp::TransactOutcome::aborted) std::cerr << "aborted, going back\n";
  }
  session->close(std::chrono::seconds(10));
}
