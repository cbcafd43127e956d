#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/controller_rounds.hpp"
#include "kpp/version.hpp"
#include "wire/messages/api_versions.hpp"
#include "wire/messages/update_features.hpp"

namespace kpp {
namespace {

using wire::ApiVersionsRequest;
using wire::ApiVersionsResponse;
using wire::UpdateFeaturesRequest;
using wire::UpdateFeaturesResponse;

// The first version that tells of features (KIP-584).
constexpr std::int16_t first_with_features = 3;

Features features_of(const ApiVersionsResponse& answer) {
  Features features;
  for (const auto& [name, min, max] : answer.supported_features)
    features.supported[name] = {min, max};
  if (answer.finalized_features_epoch < 0) return features;
  features.finalized_epoch = answer.finalized_features_epoch;
  for (const auto& [name, max, min] : answer.finalized_features)
    features.finalized[name] = {min, max};
  return features;
}

UpdateFeaturesRequest::Update to_wire(const FeatureUpdate& update) {
  UpdateFeaturesRequest::Update wired;
  wired.feature = update.name;
  wired.max_version_level = update.max_version_level;
  wired.upgrade_type = static_cast<std::int8_t>(update.kind);
  return wired;
}

/// Version 0 has one kind of downgrade, and no way to only check: that is then refused by the encoder.
void fit_to_version(UpdateFeaturesRequest& request, std::int16_t version) {
  if (version > 0) return;
  for (auto& update : request.feature_updates) {
    update.allow_downgrade =
        update.upgrade_type != static_cast<std::int8_t>(FeatureUpgrade::upgrade);
    update.upgrade_type = static_cast<std::int8_t>(FeatureUpgrade::upgrade);
  }
}

/// All have one fate, but the older versions tell it of each.
void settle_updates(admin::Attempts<void>& attempts, std::span<const FeatureUpdate> updates,
                    const UpdateFeaturesResponse& answer) {
  const Error whole = admin::broker_error(answer.error_code, answer.error_message);
  std::map<std::string_view, Error> errors;
  for (const auto& result : answer.results)
    errors.emplace(result.feature, admin::broker_error(result.error_code, result.error_message));
  for (const std::size_t i : attempts.pending()) {
    const auto own = errors.find(updates[i].name);
    const Error& error =
        whole.code() == ErrorCode::none && own != errors.end() ? own->second : whole;
    if (error.code() == ErrorCode::none) {
      attempts.settle(i, Result<void>());
    } else if (error.code() == ErrorCode::not_controller) {
      attempts.again(i, error);
    } else {
      attempts.settle(i, fail(error));
    }
  }
}

}  // namespace

Result<Features> Admin::describe_features(const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  ApiVersionsRequest request;
  request.client_software_name = "kpp";
  request.client_software_version = std::string(version());
  admin::Attempts<Features> attempts(call, 1);
  while (attempts.next_round()) {
    const auto answer = ask_once(call, wire::any_node, request, wire::since(first_with_features));
    if (!answer) {
      attempts.unanswered(0, answer.error());
    } else if (answer->error_code != 0) {
      attempts.settle(0, fail(admin::broker_error(answer->error_code)));
    } else {
      attempts.settle(0, features_of(*answer));
    }
  }
  return attempts.result();
}

Result<ItemResults<std::string, void>> Admin::update_features(
    std::span<const FeatureUpdate> updates, const UpdateFeaturesOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<void> attempts(call, updates.size());
  admin::ask_controller<UpdateFeaturesRequest>(
      call, attempts,
      [&] {
        UpdateFeaturesRequest request;
        for (const std::size_t i : attempts.pending())
          request.feature_updates.push_back(to_wire(updates[i]));
        request.timeout_ms = call.milliseconds_left();
        request.validate_only = options.validate_only;
        return request;
      },
      [&](const UpdateFeaturesResponse& answer) { settle_updates(attempts, updates, answer); },
      fit_to_version);
  std::vector<std::string> names;
  for (const FeatureUpdate& update : updates) names.push_back(update.name);
  return attempts.results<std::string>(names);
}

}  // namespace kpp
