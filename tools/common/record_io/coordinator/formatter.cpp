#include "record_io/coordinator/formatter.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "record_io/big_endian.hpp"
#include "record_io/coordinator/json.hpp"

namespace kpp::tools::coordinator {
namespace {

/// Takes the version, or the type, that a key and a value begin with.
std::optional<std::int16_t> take_number(std::string_view& bytes) {
  constexpr std::size_t size = 2;
  if (bytes.size() < size) return std::nullopt;
  const std::int64_t number = big_endian(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return static_cast<std::int16_t>(number);
}

tl::unexpected<Error> unreadable(std::string why) {
  return kpp::fail(ErrorCode::invalid_record, std::move(why));
}

tl::unexpected<Error> no_version_in(std::string_view side) {
  return unreadable("Could not read version from " + std::string(side) + "'s buffer.");
}

Result<void> append(std::string& out, const Message& message, std::int16_t version,
                    std::string_view bytes, std::string_view side, std::int16_t shown) {
  if (const auto done = append_json(out, message, version, bytes); !done) {
    return unreadable("Could not read record with version " + std::to_string(shown) + " from " +
                      std::string(side) + "'s buffer due to: " + done.error() + '.');
  }
  return {};
}

struct Name {
  std::string_view name;
  std::span<const RecordType> (*types)() noexcept;
};
constexpr std::array names{
    Name{"OffsetsMessageFormatter", offset_records},
    Name{"GroupMetadataMessageFormatter", group_metadata_records},
    Name{"ShareGroupMessageFormatter", share_group_records},
    Name{"TransactionLogMessageFormatter", transaction_records},
    Name{"ShareGroupStateMessageFormatter", share_state_records},
};
constexpr std::array packages{
    std::string_view("org.apache.kafka.tools.consumer.group.share."),
    std::string_view("org.apache.kafka.tools.consumer."),
    std::string_view("kafka.coordinator.group.GroupMetadataManager$"),
    std::string_view("kafka.coordinator.transaction.TransactionLog$"),
};

}  // namespace

Result<void> Formatter::write(const RecordFields& record, Output& out) {
  if (!record.key) return {};
  std::string_view key = *record.key;
  const auto id = take_number(key);
  if (!id) return no_version_in("key");
  const auto type = std::ranges::find(types_, *id, &RecordType::id);
  if (type == types_.end()) return {};
  line_ = R"({"key":{"type":)" + std::to_string(*id) + R"(,"data":)";
  if (auto done = append(line_, type->key, 0, key, "key", *id); !done) return done;
  line_ += R"(},"value":)";
  if (record.value) {
    std::string_view value = *record.value;
    const auto version = take_number(value);
    if (!version) return no_version_in("value");
    if (*version < 0 || *version > type->value.highest_version)
      return unreadable("Found an unknown record version " + std::to_string(*version) + " for " +
                        std::to_string(*id) + " type.");
    line_ += R"({"version":)" + std::to_string(*version) + R"(,"data":)";
    if (auto done = append(line_, type->value, *version, value, "value", *version); !done)
      return done;
    line_ += '}';
  } else {
    line_ += "null";
  }
  line_ += '}';
  out.write(line_);
  return {};
}

std::unique_ptr<RecordFormatter> make_formatter(std::string_view class_name) {
  for (const std::string_view package : packages) {
    if (!class_name.starts_with(package)) continue;
    class_name.remove_prefix(package.size());
    break;
  }
  const auto known = std::ranges::find(names, class_name, &Name::name);
  if (known == names.end()) return nullptr;
  return std::make_unique<Formatter>(known->types());
}

}  // namespace kpp::tools::coordinator
