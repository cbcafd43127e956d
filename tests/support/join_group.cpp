// A member of a share group or a streams group, for Python tests:
//   kpp_test_join share|streams HOST:PORT GROUP TOPIC
// says "joined" once it has partitions, and leaves when its standard input ends.

#include <exception>
#include <iostream>
#include <string>

#include "support/group_member.hpp"

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  using kpp::test::GroupMember;
  const auto kind =
      std::string(argv[1]) == "share" ? GroupMember::Kind::share : GroupMember::Kind::streams;
  try {
    GroupMember member(kind, argv[2], argv[3], argv[4]);
    std::cout << "joined" << std::endl;  // NOLINT(performance-avoid-endl): the test waits for it
    for (std::string line; std::getline(std::cin, line);) {
    }
    member.leave();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
