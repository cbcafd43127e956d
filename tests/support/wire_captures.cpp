#include "support/wire_captures.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace kpp::test {

namespace {

std::byte from_hex(const std::string& line, std::size_t at, const std::string& where) {
  unsigned value = 0;
  const char* first = line.data() + at;
  if (std::from_chars(first, first + 2, value, 16).ptr != first + 2) {
    throw std::runtime_error(where + ": not hexadecimal");
  }
  return static_cast<std::byte>(value);
}

void read_file(const std::filesystem::path& path, std::vector<Capture>& captures) {
  std::ifstream file(path);
  std::string line;
  int number = 0;
  const auto next = [&] {
    ++number;
    return static_cast<bool>(std::getline(file, line));
  };
  while (next()) {
    Capture capture;
    capture.source = path.filename().string() + ':' + std::to_string(number);
    std::istringstream head(line);
    std::string side;
    std::string name;
    std::int16_t key = -1;
    if (!(head >> side >> name >> key >> capture.version) ||
        name != wire::name(static_cast<wire::ApiKey>(key))) {
      throw std::runtime_error(capture.source + ": no head of a frame");
    }
    capture.is_request = side == "request";
    capture.api_key = static_cast<wire::ApiKey>(key);
    while (next() && line != "--") {
      for (std::size_t at = 0; at + 1 < line.size(); at += 2) {
        capture.frame.push_back(from_hex(line, at, capture.source));
      }
    }
    while (next() && !line.empty()) capture.text += line + '\n';
    captures.push_back(std::move(capture));
  }
}

}  // namespace

std::vector<Capture> read_captures(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<Capture> captures;
  for (const auto& file : files) read_file(file, captures);
  if (captures.empty()) throw std::runtime_error("no captures in " + folder.string());
  return captures;
}

}  // namespace kpp::test
