#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "kpp/record.hpp"

namespace kpp::tools::producer_perf_test {

/// The headers that every record carries: "header-0", "header-1", ... with letters as values.
class HeaderSource {
 public:
  HeaderSource(std::size_t count, std::size_t value_size);
  HeaderSource(HeaderSource&&) noexcept = default;
  HeaderSource& operator=(HeaderSource&&) noexcept = default;
  HeaderSource(const HeaderSource&) = delete;
  HeaderSource& operator=(const HeaderSource&) = delete;
  ~HeaderSource() = default;

  [[nodiscard]] std::span<const HeaderView> views() const noexcept { return views_; }
  /// Of keys and values.
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

 private:
  std::vector<Header> headers_;
  std::vector<HeaderView> views_;
  std::size_t bytes_ = 0;
};

}  // namespace kpp::tools::producer_perf_test
