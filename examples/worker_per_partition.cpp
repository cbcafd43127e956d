// One worker thread a partition: partitions are handled side by side, each in its own order.
//
//     worker_per_partition [BOOTSTRAP_SERVER] [TOPIC] [GROUP]
//
// The main thread polls, the workers handle and `mark`, and what is marked gets committed. When a
// partition is taken away, and on Ctrl-C, its worker ends the message in hand and leaves the rest to
// the next owner: nothing is committed that was not handled, and nothing is handled twice.

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <iostream>
#include <map>
#include <syncstream>
#include <thread>

#include "kpp/consumer.hpp"

namespace {

volatile std::sig_atomic_t running = 1;

int complain(const kpp::Error& error) {
  std::osyncstream(std::cerr) << error.to_string() << '\n';
  return 1;
}

class Worker {
 public:
  explicit Worker(kpp::Consumer& consumer)
      : thread_([this, &consumer](const std::stop_token& stop) { work(consumer, stop); }) {}
  void add(kpp::Message message) {
    std::unique_lock lock(mutex_);
    // A bound for the memory. `poll` must come within max.poll.interval.ms, five minutes, all the same.
    changed_.wait(lock, [this] { return waiting_.size() < 1000; });
    waiting_.push_back(std::move(message));
    changed_.notify_all();
  }

 private:
  void work(kpp::Consumer& consumer, const std::stop_token& stop) {
    for (std::unique_lock lock(mutex_);; lock.lock()) {
      changed_.wait(lock, stop, [this] { return !waiting_.empty(); });
      if (stop.stop_requested()) return;
      const kpp::Message message = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      changed_.notify_all();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));  // stands for the work
      std::osyncstream(std::cout) << message->partition() << ' ' << message->offset() << std::endl;
      if (auto marked = consumer.mark(*message); !marked) complain(marked.error());
    }
  }
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<kpp::Message> waiting_;
  std::jthread thread_;  // last: it uses the others, so it is stopped and joined first
};

}  // namespace

int main(int argc, char** argv) {
  const std::string topic = argc > 2 ? argv[2] : "sensor-stream";
  std::signal(SIGINT, [](int) { running = 0; });
  auto config = kpp::Config::from_properties({
      {"bootstrap.servers", argc > 1 ? argv[1] : "localhost:9092"},
      {"group.id", argc > 3 ? argv[3] : "workers"},
      {"auto.offset.reset", "earliest"},
  });
  if (!config) return complain(config.error());
  auto consumer = kpp::Consumer::create(*config, {.commit_mode = kpp::CommitMode::marked});
  if (!consumer) return complain(consumer.error());
  if (auto up = consumer->check_connection(std::chrono::seconds(5)); !up)
    return complain(up.error());

  std::map<kpp::TopicPartition, Worker> workers;
  // Runs inside `poll` and `close`, before the marks are committed and the partitions given up.
  const auto stop_workers = [&](kpp::RebalanceContext& context) {
    for (const kpp::TopicPartition& partition : context.partitions()) workers.erase(partition);
  };
  kpp::Result<void> went_well = consumer->subscribe({topic}, {.on_revoked = stop_workers});
  while (running && went_well) {
    auto batch = consumer->poll(std::chrono::milliseconds(100));
    went_well = batch.map([&](kpp::MessageBatch& messages) {
      for (std::size_t i = 0; i < messages.size(); ++i) {
        const auto worker = workers.try_emplace(messages[i].topic_partition(), *consumer).first;
        if (auto message = messages.take(i)) worker->second.add(std::move(*message));
      }
    });
  }
  const kpp::ConsumerCloseReport closed = consumer->close(std::chrono::seconds(10));
  if (closed.error) return complain(*closed.error);
  return went_well ? 0 : complain(went_well.error());
}
