#include <algorithm>
#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/controller_rounds.hpp"
#include "wire/messages/alter_user_scram_credentials.hpp"
#include "wire/messages/describe_user_scram_credentials.hpp"
#include "wire/scram_password.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using wire::AlterUserScramCredentialsRequest;
using wire::AlterUserScramCredentialsResponse;
using wire::DescribeUserScramCredentialsRequest;
using wire::DescribeUserScramCredentialsResponse;
using Credentials = std::vector<ScramCredential>;
using Described = ItemResults<std::string, Credentials>;

ScramMechanism mechanism_of(std::int8_t number) {
  return number == 1 || number == 2 ? static_cast<ScramMechanism>(number) : ScramMechanism::unknown;
}

Described described(const DescribeUserScramCredentialsResponse& answer) {
  Described users;
  for (const auto& result : answer.results) {
    if (result.error_code != 0) {
      users.add(result.user, fail(admin::broker_error(result.error_code, result.error_message)));
      continue;
    }
    Credentials credentials;
    for (const auto& info : result.credential_infos)
      credentials.push_back({mechanism_of(info.mechanism), info.iterations});
    users.add(result.user, std::move(credentials));
  }
  return users;
}

Result<AlterUserScramCredentialsRequest::Upsertion> to_wire(const ScramAlteration& alteration) {
  if (alteration.iterations < 1)
    return fail(ErrorCode::invalid_argument, "A password needs at least one iteration");
  AlterUserScramCredentialsRequest::Upsertion wired;
  wired.name = alteration.user;
  wired.mechanism = static_cast<std::int8_t>(alteration.mechanism);
  wired.iterations = alteration.iterations;
  wired.salt.assign(alteration.salt.begin(), alteration.salt.end());
  if (wired.salt.empty()) {
    Result<wire::Bytes> salt = wire::random_salt();
    if (!salt) return fail(salt.error());
    wired.salt = *std::move(salt);
  }
  const auto hash = alteration.mechanism == ScramMechanism::sha_256 ? wire::ScramHash::sha_256
                                                                    : wire::ScramHash::sha_512;
  Result<wire::Bytes> salted =
      wire::salted_password(hash, *alteration.password, wired.salt, alteration.iterations);
  if (!salted) return fail(salted.error());
  wired.salted_password = *std::move(salted);
  return wired;
}

/// All that is asked for one user, which the controller does or refuses as a whole.
struct UserChanges {
  std::string user;
  std::optional<Error> refusal;  // nothing of it is sent
  std::vector<AlterUserScramCredentialsRequest::Deletion> deletions;
  std::vector<AlterUserScramCredentialsRequest::Upsertion> upsertions;
};

Result<void> add(UserChanges& changes, const ScramAlteration& alteration) {
  if (alteration.mechanism == ScramMechanism::unknown)
    return fail(ErrorCode::invalid_argument, "Unknown SCRAM mechanism");
  if (!alteration.password) {
    changes.deletions.push_back({alteration.user, static_cast<std::int8_t>(alteration.mechanism)});
    return {};
  }
  if (alteration.password->empty())
    return fail(ErrorCode::unacceptable_credential, "Password must not be empty");
  auto upsertion = to_wire(alteration);
  if (!upsertion) return fail(upsertion.error());
  changes.upsertions.push_back(*std::move(upsertion));
  return {};
}

std::vector<UserChanges> by_user(std::span<const ScramAlteration> alterations) {
  std::vector<UserChanges> users;
  for (const ScramAlteration& alteration : alterations) {
    auto at = std::ranges::find(users, alteration.user, &UserChanges::user);
    if (at == users.end()) at = users.insert(users.end(), {alteration.user, {}, {}, {}});
    if (const Result<void> added = add(*at, alteration); !added && !at->refusal)
      at->refusal = added.error();
  }
  return users;
}

void settle_users(Attempts<void>& attempts, const std::vector<UserChanges>& users,
                  const AlterUserScramCredentialsResponse& answer) {
  std::map<std::string_view, Error> errors;
  for (const auto& result : answer.results)
    errors.emplace(result.user, admin::broker_error(result.error_code, result.error_message));
  for (const std::size_t i : attempts.pending()) {
    const auto found = errors.find(users[i].user);
    if (found == errors.end()) {
      attempts.settle(i, fail(admin::missing_result("user " + users[i].user)));
    } else if (found->second.code() == ErrorCode::none) {
      attempts.settle(i, Result<void>());
    } else if (found->second.code() == ErrorCode::not_controller) {
      attempts.again(i, found->second);
    } else {
      attempts.settle(i, fail(found->second));
    }
  }
}

}  // namespace

std::string_view name(ScramMechanism mechanism) noexcept {
  switch (mechanism) {
    case ScramMechanism::sha_256:
      return "SCRAM-SHA-256";
    case ScramMechanism::sha_512:
      return "SCRAM-SHA-512";
    case ScramMechanism::unknown:
      break;
  }
  return "UNKNOWN";
}

std::optional<ScramMechanism> parse_scram_mechanism(std::string_view text) noexcept {
  for (const ScramMechanism mechanism : {ScramMechanism::sha_256, ScramMechanism::sha_512})
    if (text == name(mechanism)) return mechanism;
  return std::nullopt;
}

Result<Described> Admin::describe_scram_credentials(std::span<const std::string> users,
                                                    const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  DescribeUserScramCredentialsRequest request;
  if (!users.empty()) {
    auto& wanted = request.users.emplace();
    for (const std::string& user : users) wanted.push_back({user});
  }
  Attempts<Described> attempts(call, 1);
  admin::ask_controller<DescribeUserScramCredentialsRequest>(
      call, attempts, [&] { return request; },
      [&](const DescribeUserScramCredentialsResponse& answer) {
        const Error error = admin::broker_error(answer.error_code, answer.error_message);
        if (error.code() == ErrorCode::none) {
          attempts.settle(0, described(answer));
        } else if (error.code() == ErrorCode::not_controller) {
          attempts.again(0, error);
        } else {
          attempts.settle(0, fail(error));
        }
      });
  return attempts.result();
}

Result<ItemResults<std::string, void>> Admin::alter_scram_credentials(
    std::span<const ScramAlteration> alterations, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  const std::vector<UserChanges> users = by_user(alterations);

  Attempts<void> attempts(call, users.size());
  for (std::size_t i = 0; i < users.size(); ++i)
    if (users[i].refusal) attempts.settle(i, fail(*users[i].refusal));
  admin::ask_controller<AlterUserScramCredentialsRequest>(
      call, attempts,
      [&] {
        AlterUserScramCredentialsRequest request;
        for (const std::size_t i : attempts.pending()) {
          const UserChanges& changes = users[i];
          request.deletions.insert(request.deletions.end(), changes.deletions.begin(),
                                   changes.deletions.end());
          request.upsertions.insert(request.upsertions.end(), changes.upsertions.begin(),
                                    changes.upsertions.end());
        }
        return request;
      },
      [&](const AlterUserScramCredentialsResponse& answer) {
        settle_users(attempts, users, answer);
      });
  std::vector<std::string> names;
  names.reserve(users.size());
  for (const UserChanges& changes : users) names.push_back(changes.user);
  return attempts.results<std::string>(names);
}

}  // namespace kpp
