#include "text/clock_text.hpp"

#include <array>
#include <cstdio>

namespace kpp::tools {

std::string clock_text(std::chrono::seconds time) {
  const auto count = static_cast<long long>(time.count());
  std::array<char, 48> text{};
  if (count < 3600) {
    std::snprintf(text.data(), text.size(), "%lld:%02lld", count / 60, count % 60);
  } else {
    std::snprintf(text.data(), text.size(), "%lld:%02lld:%02lld", count / 3600, count / 60 % 60,
                  count % 60);
  }
  return text.data();
}

}  // namespace kpp::tools
