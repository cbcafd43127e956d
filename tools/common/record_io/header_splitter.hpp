#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/error.hpp"

namespace kpp::tools {

/// Cuts the header part of a line at `headers.separator`, which Kafka takes as a regular
/// expression: empty pieces at the end are dropped, others kept (Java's Pattern.split).
class HeaderSplitter {
 public:
  [[nodiscard]] static Result<HeaderSplitter> make(const std::string& separator);
  HeaderSplitter(HeaderSplitter&&) noexcept;
  HeaderSplitter& operator=(HeaderSplitter&&) noexcept;
  ~HeaderSplitter();

  void split(std::string_view text, std::vector<std::string_view>& pieces) const;

 private:
  struct Regex;
  HeaderSplitter(std::string literal, std::unique_ptr<Regex> regex);
  std::string literal_;
  std::unique_ptr<Regex> regex_;  // null where the separator means just itself
};

}  // namespace kpp::tools
