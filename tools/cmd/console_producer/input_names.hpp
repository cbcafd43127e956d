#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kpp::tools::console_producer {

/// What the inputs are called, and where in them a record was. Never changes, so any thread may ask.
class InputNames {
 public:
  /// What is counted in an input; of a file that is one record nothing is.
  enum class Unit : std::uint8_t { line, record, file };

  /// No file: standard input, as "-" is.
  InputNames(std::vector<std::string> files, Unit unit);

  [[nodiscard]] std::size_t count() const noexcept { return files_.size(); }
  [[nodiscard]] bool is_standard_input(std::size_t file) const { return files_[file] == "-"; }
  [[nodiscard]] const std::string& path(std::size_t file) const { return files_[file]; }
  /// "standard input" or the file's path, for sentences.
  [[nodiscard]] std::string name(std::size_t file) const;

  /// What a record on its way is marked with.
  [[nodiscard]] static std::uint64_t tag(std::size_t file, std::uint64_t number) noexcept;
  /// "line 3", "readings.txt, line 3", "readings.txt": what a mark means.
  [[nodiscard]] std::string place(std::uint64_t tag) const;
  /// "Line 3", "readings.txt: Record 3": the same as the first words of a sentence.
  [[nodiscard]] std::string subject(std::size_t file, std::uint64_t number) const;
  /// "readings.txt: " in front of a sentence that names the line; nothing where there is but standard input.
  [[nodiscard]] std::string prefix(std::size_t file) const;

 private:
  std::vector<std::string> files_;
  Unit unit_;
};

}  // namespace kpp::tools::console_producer
