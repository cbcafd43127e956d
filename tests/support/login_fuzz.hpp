#pragma once
/// \file
/// One input of the login's fuzzer: what a hostile broker or authorisation server may say to a client that wants in. Used
/// by the fuzzer and by an ordinary unit test.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kpp::test {

/// The first byte picks who speaks: a SCRAM server, an authorisation server, a broker with a certificate, or a peer that
/// is no broker; the rest is what it says. Returns what is wrong: an error that quotes the password, or that is no
/// sentence for a terminal.
std::optional<std::string> check_login_fuzz_input(std::span<const std::byte> input);

struct LoginFuzzSeed {
  std::string name;
  std::string input;
};
std::vector<LoginFuzzSeed> login_fuzz_seeds();

}  // namespace kpp::test
