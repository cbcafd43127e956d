#include "wire/broker_versions.hpp"

namespace kpp::wire {

Result<std::int16_t> BrokerVersions::choose(ApiKey key, VersionRange ours,
                                            const std::string& broker) const {
  const VersionRange theirs = of(key);
  if (const auto version = newest_common(ours, theirs)) return *version;

  std::string sentence = std::string(of_a_controller() ? "this controller (" : "this broker (") +
                         broker + ") does not have " + std::string(name(key));
  if (!theirs.empty()) {
    sentence += ours.min > theirs.max ? " version " + std::to_string(ours.min) + " or newer"
                                      : " version " + std::to_string(ours.max) + " or older";
    sentence += ", only " + std::to_string(theirs.min) + " to " + std::to_string(theirs.max);
  }
  return fail(Error(ErrorCode::unsupported_by_broker, std::move(sentence))
                  .with_operation(std::string(name(key))));
}

}  // namespace kpp::wire
