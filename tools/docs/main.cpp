#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "docs.hpp"

// kpp-docs ROOT           writes ROOT/man and ROOT/completions
// kpp-docs --check ROOT   changes nothing; exit status 1 names the files that are behind

namespace kpp::tools {

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Writes or compares one file; false if it is behind or cannot be written.
bool settle(const fs::path& file, const std::string& wanted, bool check) {
  if (check) {
    if (fs::exists(file) && read(file) == wanted) return true;
    std::fprintf(stderr, "%s is behind its tool's option table: run kpp-docs on the source tree\n",
                 file.c_str());
    return false;
  }
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << wanted;
  if (read(file) == wanted) return true;
  std::fprintf(stderr, "%s: cannot be written\n", file.c_str());
  return false;
}

int run(bool check, const fs::path& root) {
  bool good = true;
  for (const CommandSpec* spec : all_specs()) {
    const std::string name(spec->name);
    const fs::path completions = root / "completions";
    good &= settle(root / "man" / (name + ".1"), man_page(*spec), check);
    good &= settle(completions / "bash" / name, bash_completion(*spec), check);
    good &= settle(completions / "zsh" / ('_' + name), zsh_completion(*spec), check);
    good &= settle(completions / "fish" / (name + ".fish"), fish_completion(*spec), check);
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace kpp::tools

int main(int argc, char** argv) {
  const bool check = argc == 3 && std::string_view(argv[1]) == "--check";
  if (!check && (argc != 2 || argv[1][0] == '-')) {
    std::fputs("usage: kpp-docs [--check] ROOT\n", stderr);
    return 2;
  }
  return kpp::tools::run(check, argv[argc - 1]);
}
