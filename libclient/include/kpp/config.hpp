#pragma once
/// \file
/// `Config`: the properties of a client, one value for the administration and the data plane.
///
///     kpp::Config config;
///     if (auto set = config.set("bootstrap.servers", "localhost:9092"); !set)
///       return complain(set.error());
///
///     // A file that Kafka's Java tools read, too.
///     auto loaded = kpp::Config::from_file("client.properties");
///     if (!loaded) return complain(loaded.error());
///
///     // Or all in one go.
///     auto given = kpp::Config::from_properties({{"bootstrap.servers", "localhost:9092"}, {"linger.ms", "20"}});
///     if (!given) return complain(given.error());
///
/// **Names** are those of Kafka's Java clients where both worlds have the setting, and librdkafka's for the rest; a Java
/// name whose meaning is equal is accepted for librdkafka's and the other way. Units are those in the names: `.ms` is
/// milliseconds, `.bytes` is bytes.
///
/// **Errors.** A key or value that no client here knows is `invalid_config_value` at once, with the nearest known name;
/// what only a client can tell (a file that is not there, two settings that exclude each other) comes from its `create`.
///
/// **Secrets** (`sasl.password`, `sasl.jaas.config`, `ssl.key.password`, ...) are masked by `to_string()` and never stand
/// in an `Error` or a log line.
///
/// **Threads.** An ordinary copyable value without callbacks: copy it, and each copy is its owner's. A client copies what
/// it needs; to change a `Config` later does not touch it.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/export.hpp"

namespace kpp {

/// Key-value pairs in Java's `.properties` syntax (`java.util.Properties.load`), in file order, a later key winning over an
/// earlier one of the same name:
/// - `=`, `:` or white space separates key and value;
/// - `#` and `!` start comments;
/// - a backslash continues a line; `\uXXXX`, `\t`, `\n`, `\r` and `\f` are escapes;
/// - bytes are ISO-8859-1 where they are not UTF-8.
using Properties = std::vector<std::pair<std::string, std::string>>;

/// Reads properties from text. Errors name the line.
[[nodiscard]] KPP_API Result<Properties> parse_properties(std::string_view text);
/// Reads a properties file. Errors name the file.
[[nodiscard]] KPP_API Result<Properties> read_properties(const std::filesystem::path& file);

/// Who is to be made from a configuration.
enum class ClientKind : std::uint8_t { producer, consumer };

class KPP_API Config {
 public:
  /// Checks and stores one property. An unknown key, or a value out of its range, is
  /// `invalid_config_value`.
  [[nodiscard]] Result<void> set(std::string_view key, std::string_view value);

  /// Stores a property that this library does not know (a newer librdkafka's, say); the client that
  /// gets it decides.
  void set_unchecked(std::string_view key, std::string_view value);

  /// Removes a property; does nothing if it is not set.
  void unset(std::string_view key);

  /// The value under this name or its other spelling; empty if not set.
  [[nodiscard]] std::optional<std::string> get(std::string_view key) const;
  [[nodiscard]] std::string get_or(std::string_view key, std::string_view fallback) const;
  [[nodiscard]] bool has(std::string_view key) const { return get(key).has_value(); }

  /// Strict: the first bad line is the error.
  [[nodiscard]] static Result<Config> from_file(const std::filesystem::path& file);
  [[nodiscard]] static Result<Config> from_properties(const Properties& properties);

  /// As Kafka's own tools read a file that also serves Java programs: keys that mean nothing here
  /// (serializers, interceptors) are skipped, unknown names too but with a sentence in `warnings`.
  /// A known key with a bad value, and a setting that would weaken security if skipped, is still an
  /// error.
  [[nodiscard]] Result<void> merge_tolerant(const Properties& properties,
                                            std::vector<std::string>& warnings);

  /// One sentence for each property that has no effect on a client of this kind: a consumer's on a producer, and the
  /// other way. One file may serve both, so this is no error; `Producer::warnings()` and the log sink tell the same.
  [[nodiscard]] std::vector<std::string> warnings_for(ClientKind kind) const;

  /// Everything that is set, by canonical name.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& entries() const noexcept {
    return entries_;
  }

  /// "key=value" lines, sorted, secrets as "[hidden]".
  [[nodiscard]] std::string to_string() const;

 private:
  std::map<std::string, std::string, std::less<>> entries_;
};

/// The name under which a key is stored, e.g. "send.buffer.bytes" for librdkafka's
/// "socket.send.buffer.bytes".
[[nodiscard]] KPP_API std::string_view canonical_key(std::string_view key) noexcept;
/// True for passwords, private keys, tokens and JAAS text.
[[nodiscard]] KPP_API bool is_secret_key(std::string_view key) noexcept;

}  // namespace kpp
