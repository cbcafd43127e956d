#include "cmd/producer_perf_test/payload.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <sstream>

#include "common/text/java_regex.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

/// Eight random bytes as eight letters from 'A' to 'Z': each byte times 26, divided by 256, four in
/// one multiplication. A letter's share differs from 1/26 by less than a tenth of it.
std::uint64_t eight_letters(std::uint64_t random) noexcept {
  constexpr std::uint64_t lanes = 0x00FF'00FF'00FF'00FF;
  constexpr std::uint64_t letter_a = 0x4141'4141'4141'4141;
  const std::uint64_t even = (((random & lanes) * 26) >> 8U) & lanes;
  const std::uint64_t odd = ((((random >> 8U) & lanes) * 26) >> 8U) & lanes;
  return (even | (odd << 8U)) + letter_a;
}

std::size_t character_size(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80)
    ++size;
  return size;
}

struct Match {
  std::size_t begin;
  std::size_t end;
};

/// Finds the delimiter at or after a place; `anchored`: at that place only.
using Finder = std::function<std::optional<Match>(std::size_t from, bool anchored)>;

Finder literal_finder(std::string_view text, std::string_view delimiter) {
  return [text, delimiter](std::size_t from, bool anchored) -> std::optional<Match> {
    if (anchored && !text.substr(from).starts_with(delimiter)) return std::nullopt;
    const std::size_t at = anchored ? from : text.find(delimiter, from);
    if (at == std::string_view::npos) return std::nullopt;
    return Match{at, at + delimiter.size()};
  };
}

Finder regex_finder(std::string_view text, const TranslatedRegex& translated) {
  auto flags = std::regex::ECMAScript | std::regex::nosubs;
  if (translated.ignore_case) flags |= std::regex::icase;
#ifdef __GLIBCXX__
  flags |= std::regex_constants::__polynomial;  // no expression takes exponential time or stack
#endif
  return [text, regex = std::regex(translated.ecmascript, flags)](
             std::size_t from, bool anchored) -> std::optional<Match> {
    auto how =
        anchored ? std::regex_constants::match_continuous : std::regex_constants::match_default;
    if (from > 0) how |= std::regex_constants::match_prev_avail;
    std::match_results<std::string_view::const_iterator> found;
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(from);
    if (!std::regex_search(begin, text.end(), found, regex, how)) return std::nullopt;
    const std::size_t at = from + static_cast<std::size_t>(found.position());
    return Match{at, at + static_cast<std::size_t>(found.length())};
  };
}

std::vector<std::string> split(std::string_view text, const Finder& find) {
  std::vector<std::string> pieces;
  std::size_t at = 0;
  for (;;) {
    if (const auto delimiter = find(at, true)) at = delimiter->end;
    if (at >= text.size()) return pieces;
    auto delimiter = find(at, false);
    if (delimiter && delimiter->end == at) {
      // An empty match here would make an empty piece and no progress.
      delimiter = find(at + character_size(text, at), false);
    }
    const std::size_t end = delimiter ? delimiter->begin : text.size();
    pieces.emplace_back(text.substr(at, end - at));
    at = end;
  }
}

}  // namespace

PayloadSource PayloadSource::of_size(Kind kind, SizeRange sizes) {
  PayloadSource source(kind);
  source.sizes_ = sizes;
  source.buffer_.resize((sizes.most + 7) / 8 * 8);
  return source;
}

PayloadSource PayloadSource::random_letters(SizeRange sizes) {
  return of_size(Kind::letters, sizes);
}

PayloadSource PayloadSource::compressible(SizeRange sizes, double share) {
  PayloadSource source = of_size(Kind::compressible, sizes);
  source.share_ = share;
  return source;
}

PayloadSource PayloadSource::monotonic() {
  PayloadSource source(Kind::number);
  source.buffer_.resize(20);
  return source;
}

PayloadSource PayloadSource::pick_from(std::vector<std::string> payloads) {
  PayloadSource source(Kind::pick);
  source.choices_ = std::make_shared<const std::vector<std::string>>(std::move(payloads));
  return source;
}

PayloadSource PayloadSource::for_producer(std::size_t number) const {
  PayloadSource source = *this;
  source.random_ = SplitMix(number);
  return source;
}

std::size_t PayloadSource::next_size() noexcept {
  if (sizes_.least == sizes_.most) return sizes_.most;
  return sizes_.least + random_.below(sizes_.most - sizes_.least + 1);
}

std::string_view PayloadSource::next_compressible() noexcept {
  const std::size_t size = next_size();
  const auto constant = static_cast<std::size_t>(std::llround(share_ * static_cast<double>(size)));
  const std::size_t random = size - constant;
  for (std::size_t at = 0; at < random; at += 8) {
    const std::uint64_t bytes = random_.next();
    std::memcpy(buffer_.data() + at, &bytes, sizeof bytes);
  }
  std::memset(buffer_.data() + random, 'A', constant);
  return {buffer_.data(), size};
}

std::string_view PayloadSource::next(std::uint64_t index) {
  switch (kind_) {
    case Kind::letters: {
      const std::size_t size = next_size();
      for (std::size_t at = 0; at < size; at += 8) {
        const std::uint64_t letters = eight_letters(random_.next());
        std::memcpy(buffer_.data() + at, &letters, sizeof letters);
      }
      return {buffer_.data(), size};
    }
    case Kind::compressible:
      return next_compressible();
    case Kind::number: {
      const auto end = std::to_chars(buffer_.data(), buffer_.data() + buffer_.size(), index).ptr;
      return {buffer_.data(), static_cast<std::size_t>(end - buffer_.data())};
    }
    case Kind::pick:
      return (*choices_)[random_.below(choices_->size())];
  }
  return {};
}

tl::expected<std::vector<std::string>, std::string> split_payloads(std::string_view text,
                                                                   std::string_view delimiter) {
  if (!delimiter.empty() && delimiter.find_first_of("\\^$.[]{}()*+?|") == std::string_view::npos)
    return split(text, literal_finder(text, delimiter));
  const auto translated = translate_java_regex(delimiter);
  if (!translated) {
    const std::string name(delimiter);
    if (translated.error().kind == RegexProblem::Kind::invalid)
      return tl::unexpected("--payload-delimiter: " + name + " is an invalid regex.");
    return tl::unexpected("--payload-delimiter: the regex " + name +
                          " cannot be used here, although Java knows it: " +
                          translated.error().what + " is not supported.");
  }
  try {
    return split(text, regex_finder(text, *translated));
  } catch (const std::regex_error&) {
    return tl::unexpected("--payload-delimiter: " + std::string(delimiter) +
                          " is an invalid regex.");
  }
}

tl::expected<std::vector<std::string>, std::string> read_payload_file(const std::string& file,
                                                                      std::string_view delimiter) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error == std::errc::is_a_directory)
    return tl::unexpected(file + " is a directory, not a file of payloads.");
  if (error == std::errc::no_such_file_or_directory || (!error && size == 0))
    return tl::unexpected(std::string("File does not exist or empty file provided."));
  std::ifstream stream(file, std::ios::binary);
  std::stringstream text;
  if (!stream || !(text << stream.rdbuf()))
    return tl::unexpected("Cannot read the payload file " + file + ".");
  auto payloads = split_payloads(text.view(), delimiter);
  if (payloads && payloads->empty())
    return tl::unexpected("The payload file " + file + " holds nothing but delimiters.");
  return payloads;
}

}  // namespace kpp::tools::producer_perf_test
