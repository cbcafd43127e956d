#include "sandbox/ports.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <random>

namespace kpp::tools::sandbox {
namespace {

constexpr int first_choice = 20000;
constexpr int last_choice = 32000;

class LoopbackSocket {
 public:
  LoopbackSocket() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  LoopbackSocket(const LoopbackSocket&) = delete;
  LoopbackSocket& operator=(const LoopbackSocket&) = delete;
  ~LoopbackSocket() {
    if (fd_ >= 0) ::close(fd_);
  }

  bool listen(int port) {
    const int on = 1;
    ::setsockopt(fd_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);  // as Java's servers do
    const sockaddr_in address = loopback(port);
    return ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
           ::listen(fd_, 1) == 0;
  }
  bool connect(int port) {
    const sockaddr_in address = loopback(port);
    return ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }

 private:
  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  int fd_;
};

}  // namespace

bool is_free(int port) {
  return LoopbackSocket().listen(port);
}

bool accepts_connections(int port) {
  return LoopbackSocket().connect(port);
}

Result<std::vector<int>> free_ports(int count, const std::vector<int>& taken) {
  std::random_device seed;
  std::minstd_rand random(seed());
  std::uniform_int_distribution<int> choice(first_choice, last_choice);
  std::vector<int> ports;
  for (int attempt = 0; attempt < 1000 && std::ssize(ports) < count; ++attempt) {
    const int port = choice(random);
    if (std::ranges::find(taken, port) == taken.end() &&
        std::ranges::find(ports, port) == ports.end() && is_free(port)) {
      ports.push_back(port);
    }
  }
  if (std::ssize(ports) < count)
    return fail(ErrorCode::io_error, "no free port was found on this machine");
  return ports;
}

}  // namespace kpp::tools::sandbox
