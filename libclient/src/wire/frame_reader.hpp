#pragma once
/// \file
/// Cuts the bytes of a connection into frames.
///
///     auto space = reader.space();            // read into it
///     reader.filled(size);
///     while (true) {
///       Result<std::optional<Bytes>> frame = reader.next();
///       if (!frame) ...                       // a length that no Kafka peer would send
///       if (!*frame) break;                   // more bytes are needed
///     }
///
/// Memory grows with the bytes that came, not with the length that was announced.

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "kpp/error.hpp"
#include "wire/codec.hpp"

namespace kpp::wire {

class FrameReader {
 public:
  explicit FrameReader(std::size_t limit) noexcept : limit_(limit) {}

  /// The longest frame that is accepted from now on.
  void set_limit(std::size_t limit) noexcept { limit_ = limit; }

  [[nodiscard]] std::span<std::byte> space();
  void filled(std::size_t size);
  /// The next whole frame, without its length; nothing if it is not all there yet.
  [[nodiscard]] Result<std::optional<Bytes>> next();

  /// What came and was not understood, after `next` has failed.
  [[nodiscard]] std::span<const std::byte> rejected() const noexcept { return unread(); }

 private:
  static constexpr std::size_t input_size = 8192;

  [[nodiscard]] std::span<const std::byte> unread() const noexcept {
    return std::span(input_).subspan(begin_, end_ - begin_);
  }
  [[nodiscard]] bool reads_straight_into_body() const noexcept {
    return expected_ && begin_ == end_ && *expected_ - body_filled_ >= input_size;
  }

  std::size_t limit_;
  std::array<std::byte, input_size> input_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::optional<std::size_t> expected_;  // length of the frame that has begun
  Bytes body_;
  std::size_t body_filled_ = 0;
};

}  // namespace kpp::wire
