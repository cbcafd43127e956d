// kpp's side of the interop tests; README.md has the commands.

#include <chrono>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kpp/consumer.hpp"
#include "kpp/transaction.hpp"

namespace {

using std::chrono::seconds;

template <class T>
T must(kpp::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_string());
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == '\t') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

std::optional<std::string> from_hex(const std::string& field) {
  if (field == "-") return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i + 1 < field.size(); i += 2)
    bytes += static_cast<char>(std::stoi(field.substr(i, 2), nullptr, 16));
  return bytes;
}

std::string to_hex(std::optional<std::string_view> bytes) {
  if (!bytes) return "-";
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : *bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4U];
    text += digits[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

kpp::Record record_of(const std::vector<std::string>& fields) {
  kpp::Record record{.topic = fields.at(1), .timestamp = std::stoll(fields.at(2))};
  if (auto key = from_hex(fields.at(3))) record.key = std::move(*key);
  if (auto value = from_hex(fields.at(4))) record.value = std::move(*value);
  for (std::size_t i = 5; i < fields.size(); ++i) {
    const std::size_t equals = fields[i].find('=');
    record.headers.push_back(
        {*from_hex(fields[i].substr(0, equals)), from_hex(fields[i].substr(equals + 1))});
  }
  return record;
}

class Client {
 public:
  explicit Client(std::string servers) : servers_(std::move(servers)) {}

  void obey(const std::vector<std::string>& words) {
    const std::string& command = words.at(0);
    if (command == "producer") return make_producer(words);
    if (command == "send") {
      return transactional_ ? must(transaction_.value().send(record_of(words)))
                            : must(plain_.value().send(record_of(words)));
    }
    if (command == "begin") {
      transaction_.emplace(must(transactional_.value().begin()));
    } else if (command == "commit") {
      must(transaction_.value().commit(seconds(30)));
    } else if (command == "abort") {
      // Else what is still queued would never be written, and this is about what was.
      must(transaction_.value().flush(seconds(30)));
      must(transaction_->abort(seconds(30)));
    } else if (command == "read") {
      read(words.at(1), words.at(2));
    } else {
      throw std::runtime_error("unknown command " + command);
    }
  }

  void close() {
    if (plain_ && !plain_->close(seconds(30)).all_delivered())
      throw std::runtime_error("not delivered");
    plain_.reset();
    transaction_.reset();
    transactional_.reset();
  }

 private:
  void make_producer(const std::vector<std::string>& words) {
    close();
    kpp::Config config;
    must(config.set("bootstrap.servers", servers_));
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::size_t equals = words[i].find('=');
      must(config.set(words[i].substr(0, equals), words[i].substr(equals + 1)));
    }
    if (config.has("transactional.id")) {
      transactional_.emplace(must(kpp::TransactionalProducer::create(config)));
    } else {
      plain_.emplace(must(kpp::Producer::create(config)));
    }
  }

  void read(const std::string& topic, const std::string& isolation) {
    auto consumer = must(kpp::Consumer::create(must(kpp::Config::from_properties(
        {{"bootstrap.servers", servers_}, {"isolation.level", isolation}}))));
    must(consumer.assign({{topic, 0, kpp::Position::earliest()}}));
    for (const auto until = std::chrono::steady_clock::now() + seconds(30);;) {
      if (std::chrono::steady_clock::now() > until) throw std::runtime_error("no end of " + topic);
      const kpp::MessageBatch batch = must(consumer.poll(seconds(1)));
      for (const kpp::MessageView& message : batch) {
        if (message.value() == "end") return;
        std::cout << topic << '\t' << message.timestamp() << '\t' << to_hex(message.key()) << '\t'
                  << to_hex(message.value());
        for (const kpp::HeaderView& header : must(message.headers()))
          std::cout << '\t' << to_hex(header.key) << '=' << to_hex(header.value);
        std::cout << '\n';
      }
    }
  }

  std::string servers_;
  std::optional<kpp::Producer> plain_;
  std::optional<kpp::TransactionalProducer> transactional_;
  std::optional<kpp::Transaction> transaction_;
};

}  // namespace

int main(int, char** argv) {
  try {
    Client client(argv[1]);
    for (std::string line; std::getline(std::cin, line);) client.obey(split(line));
    client.close();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
