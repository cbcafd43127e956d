#pragma once
/// \file
/// Reads the fixtures under tests/unit/captures/ (form and origin: the README there).

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "wire/api_key.hpp"
#include "wire/codec.hpp"

namespace kpp::test {

struct Capture {
  std::string source;  ///< File and line, for messages.
  bool is_request = false;
  wire::ApiKey api_key{};
  std::int16_t version = 0;
  wire::Bytes frame;  ///< Without its length.
  std::string text;
};

/// Throws std::runtime_error if a file is not of the form: a fixture that is not read tests nothing.
std::vector<Capture> read_captures(const std::filesystem::path& folder);

}  // namespace kpp::test
