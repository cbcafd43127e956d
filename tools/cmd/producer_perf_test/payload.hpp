#pragma once
// What is sent: random letters, numbers, or the lines of a file.

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "cmd/producer_perf_test/settings.hpp"

namespace kpp::tools::producer_perf_test {

/// The records' values, one after the other, the same in every run. A value is valid until the next
/// call; none is allocated.
class PayloadSource {
 public:
  static PayloadSource random_letters(std::size_t size);
  static PayloadSource monotonic();
  /// Picks one at random for each record. `payloads` must not be empty.
  static PayloadSource pick_from(std::vector<std::string> payloads);

  [[nodiscard]] std::string_view next(std::uint64_t index);

 private:
  enum class Kind : std::uint8_t { letters, number, pick };
  explicit PayloadSource(Kind kind) : kind_(kind) {}
  [[nodiscard]] std::uint64_t random() noexcept;
  void fill_letters() noexcept;

  Kind kind_;
  std::uint64_t state_ = 0;
  std::string buffer_;
  std::size_t size_ = 0;
  std::vector<std::string> choices_;
};

/// Cuts `text` where `delimiter`, a Java regular expression, matches, as java.util.Scanner does: a
/// delimiter at the beginning or end makes no empty piece, but of several in a row each further one
/// makes one. The error is a sentence.
[[nodiscard]] tl::expected<std::vector<std::string>, std::string> split_payloads(
    std::string_view text, std::string_view delimiter);

/// Reads the file and cuts it. The error is a sentence.
[[nodiscard]] tl::expected<std::vector<std::string>, std::string> read_payload_file(
    const std::string& file, std::string_view delimiter);

}  // namespace kpp::tools::producer_perf_test
