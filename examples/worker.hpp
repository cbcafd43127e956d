#pragma once
// The thread of worker_per_partition that handles the messages of one partition, one after the other.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <iostream>
#include <mutex>
#include <syncstream>
#include <thread>

#include "kpp/consumer.hpp"

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
      if (auto marked = consumer.mark(*message); !marked)
        std::osyncstream(std::cerr) << marked.error().to_string() << '\n';
    }
  }
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<kpp::Message> waiting_;
  std::jthread thread_;  // last: it uses the others, so it is stopped and joined first
};
