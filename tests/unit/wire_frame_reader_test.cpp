#include <doctest/doctest.h>

#include <cstring>

#include "wire/frame_reader.hpp"

using kpp::wire::Bytes;
using kpp::wire::FrameReader;

namespace {

Bytes frame_of(std::size_t size) {
  Bytes bytes(4 + size);
  for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<std::byte>(size >> (8 * (3 - i)));
  for (std::size_t i = 0; i < size; ++i) bytes[4 + i] = static_cast<std::byte>(i * 7 + size);
  return bytes;
}

/// Feeds `stream` in pieces of at most `piece` bytes and collects the frames.
std::vector<Bytes> read_all(const Bytes& stream, std::size_t piece) {
  FrameReader reader(1U << 24U);
  std::vector<Bytes> frames;
  std::size_t at = 0;
  while (at < stream.size()) {
    const auto space = reader.space();
    if (space.empty()) FAIL("no room");
    const std::size_t size = std::min({piece, space.size(), stream.size() - at});
    std::memcpy(space.data(), stream.data() + at, size);
    reader.filled(size);
    at += size;
    while (true) {
      auto frame = reader.next();
      if (!frame) FAIL("not a frame");
      if (!*frame) break;
      frames.push_back(**std::move(frame));
    }
  }
  return frames;
}

}  // namespace

TEST_CASE("frames come out whole, however the bytes come in") {
  Bytes stream;
  std::vector<Bytes> expected;
  for (const std::size_t size : {4, 5, 100, 8187, 8188, 8192, 8193, 70000, 6, 300000, 4}) {
    const Bytes frame = frame_of(size);
    stream.insert(stream.end(), frame.begin(), frame.end());
    expected.emplace_back(frame.begin() + 4, frame.end());
  }
  for (const std::size_t piece : {1, 2, 3, 7, 4096, 8191, 8192, 65536, 1000000}) {
    CAPTURE(piece);
    CHECK(read_all(stream, piece) == expected);
  }
}

TEST_CASE("a hostile length is an error, and takes no memory") {
  for (const int first : {0x7f, 0x80, 0xff, 0x48}) {
    FrameReader reader(1000);
    const auto space = reader.space();
    std::memset(space.data(), 0x20, 4);
    space[0] = static_cast<std::byte>(first);
    reader.filled(4);
    CHECK(!reader.next());
    CHECK(reader.rejected().size() == 4);
  }
}

TEST_CASE("memory grows with the bytes that came, not with the length announced") {
  FrameReader reader(1U << 30U);
  const Bytes prefix{std::byte{0x30}, std::byte{0}, std::byte{0}, std::byte{0}};  // 768 MiB
  std::memcpy(reader.space().data(), prefix.data(), 4);
  reader.filled(4);
  REQUIRE(reader.next());
  // The room offered for the body is what one would allocate: far less than announced.
  CHECK(reader.space().size() <= 128 * 1024);
}

TEST_CASE("the limit can be raised once the peer is known") {
  FrameReader reader(10);
  reader.set_limit(100);
  const Bytes frame = frame_of(50);
  std::memcpy(reader.space().data(), frame.data(), frame.size());
  reader.filled(frame.size());
  const auto read = reader.next();
  REQUIRE(read);
  CHECK((*read)->size() == 50);
}
