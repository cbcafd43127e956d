#include "cmd/console_producer/input_names.hpp"

#include <utility>

namespace kpp::tools::console_producer {
namespace {

// A million files of seventeen million million lines.
constexpr unsigned bits_of_number = 44;
constexpr std::uint64_t number_mask = (std::uint64_t{1} << bits_of_number) - 1;

}  // namespace

InputNames::InputNames(std::vector<std::string> files, Unit unit)
    : files_(std::move(files)), unit_(unit) {
  if (files_.empty()) files_.emplace_back("-");
}

std::string InputNames::name(std::size_t file) const {
  return is_standard_input(file) ? "standard input" : files_[file];
}

std::uint64_t InputNames::tag(std::size_t file, std::uint64_t number) noexcept {
  return std::uint64_t{file} << bits_of_number | (number & number_mask);
}

std::string InputNames::place(std::uint64_t tag) const {
  const auto file = static_cast<std::size_t>(tag >> bits_of_number);
  if (unit_ == Unit::file) return name(file);
  return (prefix(file).empty() ? "" : name(file) + ", ") +
         (unit_ == Unit::line ? "line " : "record ") + std::to_string(tag & number_mask);
}

std::string InputNames::subject(std::size_t file, std::uint64_t number) const {
  if (unit_ == Unit::file) return name(file);
  return prefix(file) + (unit_ == Unit::line ? "Line " : "Record ") + std::to_string(number);
}

std::string InputNames::prefix(std::size_t file) const {
  return files_.size() == 1 && is_standard_input(file) ? "" : name(file) + ": ";
}

}  // namespace kpp::tools::console_producer
