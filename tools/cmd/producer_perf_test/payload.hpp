#pragma once
// What is sent: random letters, numbers, or the lines of a file.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "cmd/producer_perf_test/settings.hpp"
#include "common/perf/split_mix.hpp"

namespace kpp::tools::producer_perf_test {

/// The records' values, one after the other, the same in every run. A value is valid until the next
/// call; none is allocated.
class PayloadSource {
 public:
  static PayloadSource random_letters(SizeRange sizes);
  /// So much of each value, from 0 to 1, is one letter again and again, which compression makes next to nothing of; the rest
  /// are random bytes, of which it saves nothing.
  static PayloadSource compressible(SizeRange sizes, double share);
  static PayloadSource monotonic();
  /// Picks one at random for each record. `payloads` must not be empty.
  static PayloadSource pick_from(std::vector<std::string> payloads);

  /// The same with other random numbers, for a further producer of the run.
  [[nodiscard]] PayloadSource for_producer(std::size_t number) const;

  [[nodiscard]] std::string_view next(std::uint64_t index);

 private:
  enum class Kind : std::uint8_t { letters, compressible, number, pick };
  explicit PayloadSource(Kind kind) : kind_(kind) {}
  static PayloadSource of_size(Kind kind, SizeRange sizes);
  [[nodiscard]] std::size_t next_size() noexcept;
  [[nodiscard]] std::string_view next_compressible() noexcept;

  Kind kind_;
  SplitMix random_{0};  // Kafka's tool has this seed and this generator, too
  std::string buffer_;
  SizeRange sizes_;
  double share_ = 0;
  std::shared_ptr<const std::vector<std::string>> choices_;
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
