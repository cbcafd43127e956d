#include "cmd/consumer_groups/reset_file.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <memory>
#include <vector>

#include "common/formats/csv.hpp"

namespace kpp::tools::consumer_groups {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

template <class Number>
bool read_number(std::string_view text, Number& value) {
  text = trimmed(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Result<ResetFile> parse_reset_file(std::string_view content, std::string_view name,
                                   const std::optional<std::string>& only_group) {
  ResetFile plan;
  std::size_t expected = 0;  // fields of a line; 0 before the first
  const std::string forms =
      std::string(only_group ? "topic,partition,offset or " : "") + "group,topic,partition,offset";
  int number = 0;
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (trimmed(line).empty()) continue;

    const auto fields = split_csv_line(line);
    if (expected == 0)
      expected = only_group && fields && fields->size() == 3 ? std::size_t{3} : std::size_t{4};
    TopicPartition partition;
    std::int64_t offset = 0;
    if (!fields || fields->size() != expected ||
        !read_number((*fields)[expected - 2], partition.partition) ||
        !read_number((*fields)[expected - 1], offset)) {
      return kpp::fail(ErrorCode::invalid_argument, std::string(name) + ", line " +
                                                        std::to_string(number) + ": expected " +
                                                        forms + " in '" + std::string(line) + '\'');
    }
    partition.topic = (*fields)[expected - 3];
    plan[expected == 3 ? *only_group : fields->front()].insert_or_assign(std::move(partition),
                                                                         offset);
  }
  return plan;
}

Result<ResetFile> read_reset_file(const std::string& path,
                                  const std::optional<std::string>& only_group) {
  const auto unreadable = [&] {
    return kpp::fail(ErrorCode::io_error, "Unable to read file " + path);
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (!file) return unreadable();
  std::string content;
  std::array<char, 4096> block{};
  while (const std::size_t read = std::fread(block.data(), 1, block.size(), file.get()))
    content.append(block.data(), read);
  if (std::ferror(file.get()) != 0) return unreadable();  // a folder, for one
  return parse_reset_file(content, path, only_group);
}

}  // namespace kpp::tools::consumer_groups
