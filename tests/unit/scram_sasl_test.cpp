// SCRAM as the client speaks it; the logins themselves are in tests/security.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "wire/scram_sasl.hpp"

using namespace kpp;

namespace {

wire::Bytes bytes(std::string_view text) {
  const auto* data = reinterpret_cast<const std::byte*>(text.data());
  return {data, data + text.size()};
}

std::string text(const Result<wire::Bytes>& said) {
  if (!said) return said.error().message();
  return {reinterpret_cast<const char*>(said->data()), said->size()};
}

std::unique_ptr<wire::SaslClient> client(std::string user, std::string nonce, bool is_token = false,
                                         const char* mechanism = "SCRAM-SHA-256") {
  security::LoginSettings settings;
  settings.mechanism = mechanism;
  settings.user = std::move(user);
  settings.password = "pencil";
  settings.is_token = is_token;
  return wire::make_scram_client(settings, std::move(nonce)).value();
}

constexpr const char* challenge =
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

}  // namespace

TEST_CASE("SCRAM: the conversation of RFC 7677, 3") {
  const auto login = client("user", "rOprNGfwEbeRWgbNEkqO");
  CHECK(text(login->start()) == "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
  CHECK(text(login->next(bytes(challenge))) ==
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
        "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
  CHECK_FALSE(login->done());
  CHECK(text(login->next(bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))).empty());
  CHECK(login->done());
}

TEST_CASE("SCRAM: a name with commas and equals signs, and a token (KIP-48)") {
  CHECK(text(client("a,b=c", "x")->start()) == "n,,n=a=2Cb=3Dc,r=x");
  CHECK(text(client("id", "x", true, "SCRAM-SHA-512")->start()) == "n,,n=id,r=x,tokenauth=true");
}

TEST_CASE("SCRAM: a server that says something else is not believed") {
  const auto answer_to = [](std::string_view said) {
    const auto login = client("user", "nonce");
    REQUIRE(login->start());
    const auto next = login->next(bytes(said));
    CHECK_FALSE(login->done());
    CHECK(text(next).find("pencil") == std::string::npos);
    return text(next);
  };
  const std::string failed = "Login by SCRAM-SHA-256 failed: ";
  for (const char* nonsense :
       {"", "r=", "x", "r=nonce1,s=AAAA", "r=nonce1,s=*,i=4096", "r=nonce1,s=AAAA,i=", "s=AAAA,i=1",
        "m=x,r=nonce1,s=AAAA,i=4096", "r=nonce1,s=AAAA,i=4096x", "r=nonce1,s=AAAA,i=99999999999"})
    CHECK(answer_to(nonsense) == failed + "the server's message is not one of SCRAM");
  for (const char* other : {"r=nonce,s=AAAA,i=4096", "r=other,s=AAAA,i=4096"})
    CHECK(answer_to(other) == failed + "the server answers another login than this one");
  CHECK(answer_to("r=nonce1,s=AAAA,i=1") ==
        failed + "the server asks for 1 iterations; 4096 to 1000000 are accepted");
  CHECK(answer_to("r=nonce1,s=AAAA,i=2000000000").starts_with(failed + "the server asks for "));
  CHECK(answer_to("r=nonce1,s=AAAA,i=4096,x=y").starts_with("c=biws,r=nonce1,p="));
}

TEST_CASE("SCRAM: the end is the server's proof, or its refusal") {
  const auto end = [](std::string_view said) {
    const auto login = client("user", "rOprNGfwEbeRWgbNEkqO");
    REQUIRE(login->start());
    REQUIRE(login->next(bytes(challenge)));
    const auto last = login->next(bytes(said));
    CHECK_FALSE(login->done());
    REQUIRE_FALSE(last);
    CHECK(last.error().code() == ErrorCode::sasl_authentication_failed);
    return last.error().message();
  };
  CHECK(end("e=invalid-proof") == "Login by SCRAM-SHA-256 failed: invalid-proof");
  for (const char* odd : {"e=", "e=\x1b[31m", "e=Broken pipe"})
    CHECK(end(odd) == "Login by SCRAM-SHA-256 failed: the server refuses it");
  for (const char* said : {"", "v=", "v=AAAA"})
    CHECK(end(said) ==
          "Login by SCRAM-SHA-256 failed: the server does not prove that it knows the password");
}

TEST_CASE("SCRAM: no two nonces are alike, and none has a comma") {
  const auto one = wire::random_nonce();
  const auto other = wire::random_nonce();
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->size() >= 32);
  CHECK(*one != *other);
  CHECK(one->find(',') == std::string::npos);
}
