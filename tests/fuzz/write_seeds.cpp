// Writes the fuzzer's starting inputs into a folder, one file each.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "support/wire_fuzz.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_seeds FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder(argv[1]);
  std::filesystem::create_directories(folder);
  for (const auto& seed : kpp::test::fuzz_seeds()) {
    std::ofstream file(folder / seed.name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(seed.input.data()),
               static_cast<std::streamsize>(seed.input.size()));
    if (!file) {
      std::fprintf(stderr, "%s cannot be written\n", (folder / seed.name).c_str());
      return 1;
    }
  }
  return 0;
}
