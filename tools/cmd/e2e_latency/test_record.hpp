#pragma once

#include <random>
#include <string>
#include <vector>

#include "cmd/e2e_latency/settings.hpp"
#include "kpp/record.hpp"

namespace kpp::tools::e2e_latency {

/// The record that is on its way: letters by chance, new ones for each.
class TestRecord {
 public:
  explicit TestRecord(const RecordShape& shape);

  void renew();
  [[nodiscard]] Record made(const std::string& topic) const;
  /// Nothing if the message is this record; else what differs.
  [[nodiscard]] std::optional<std::string> difference(const MessageView& message) const;

 private:
  void fill(std::string& text);

  std::minstd_rand random_;
  std::string key_;
  std::string value_;
  std::vector<Header> headers_;
  std::vector<HeaderView> header_views_;
};

}  // namespace kpp::tools::e2e_latency
