// Writes the fuzzers' starting inputs into a folder, one file each: those of the wire in wire/, of the login in login/.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/login_fuzz.hpp"
#include "support/wire_fuzz.hpp"

namespace {

template <class Seeds>
void write(const std::filesystem::path& folder, const Seeds& seeds) {
  std::filesystem::create_directories(folder);
  for (const auto& seed : seeds) {
    std::ofstream file(folder / seed.name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(seed.input.data()),
               static_cast<std::streamsize>(seed.input.size()));
    if (file) continue;
    std::fprintf(stderr, "%s cannot be written\n", (folder / seed.name).c_str());
    std::exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_seeds FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder(argv[1]);
  write(folder / "wire", kpp::test::fuzz_seeds());
  write(folder / "login", kpp::test::login_fuzz_seeds());
  return 0;
}
