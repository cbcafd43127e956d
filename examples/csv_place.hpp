#pragma once
// Where metrics_to_csv goes on: behind what its file has already.

#include <filesystem>
#include <fstream>
#include <string>

#include "kpp/consumer.hpp"

// The offset after that of the last whole row. A row that a crash has cut short is removed.
inline kpp::Position end_of(const std::filesystem::path& file) {
  std::ifstream rows(file);
  std::uintmax_t whole = 0;
  kpp::Position next = kpp::Position::earliest();
  for (std::string row; std::getline(rows, row) && !rows.eof(); whole += row.size() + 1) {
    if (whole > 0) next = kpp::Position::offset(std::stoll(row) + 1);  // after the heading
  }
  if (std::filesystem::exists(file)) std::filesystem::resize_file(file, whole);
  return next;
}
