// Writes records with any bytes, for tests. Each line of standard input is one:
//   topic <TAB> partition <TAB> timestamp <TAB> key <TAB> value { <TAB> name=value }
// A field is "-" where there is none; key, value and the headers' names and values are hexadecimal.

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "kpp/producer.hpp"

namespace {

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = line.find('\t', from)) != std::string::npos; from = at + 1)
    fields.push_back(line.substr(from, at - from));
  fields.push_back(line.substr(from));
  return fields;
}

kpp::Record record_of(const std::vector<std::string>& fields) {
  kpp::Record record{.topic = fields.at(0)};
  if (fields.at(1) != "-") record.partition = std::stoi(fields[1]);
  if (fields.at(2) != "-") record.timestamp = std::stoll(fields[2]);
  if (fields.at(3) != "-") record.key = from_hex(fields[3]);
  if (fields.at(4) != "-") record.value = from_hex(fields[4]);
  for (std::size_t i = 5; i < fields.size(); ++i) {
    const std::size_t equals = fields[i].find('=');
    kpp::Header header{.key = from_hex(fields[i].substr(0, equals)), .value = std::nullopt};
    const std::string value = fields[i].substr(equals + 1);
    if (value != "-") header.value = from_hex(value);
    record.headers.push_back(std::move(header));
  }
  return record;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  kpp::Config config;
  if (!config.set("bootstrap.servers", argv[1])) return 2;
  kpp::ProducerOptions options;
  options.on_delivery = [](std::span<const kpp::Delivery> batch) {
    for (const kpp::Delivery& delivery : batch)
      if (delivery.error) std::cerr << delivery.error->to_string() << '\n';
  };
  auto producer = kpp::Producer::create(config, options);
  if (!producer) {
    std::cerr << producer.error().to_string() << '\n';
    return 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    if (auto sent = producer->send(record_of(split(line))); !sent) {
      std::cerr << sent.error().to_string() << '\n';
      return 1;
    }
  }
  return producer->close(std::chrono::seconds(20)).all_delivered() ? 0 : 1;
}
