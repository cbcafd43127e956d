#pragma once
// Bytes of a key, value or header as the text that Kafka's deserializers make of them.

#include <optional>
#include <string>
#include <string_view>

#include "kpp/config.hpp"
#include "kpp/error.hpp"

namespace kpp::tools {

/// One of the deserializers of org.apache.kafka.common.serialization.
class Deserializer {
 public:
  /// Appends the text of these bytes, or says why they are no such value, in Kafka's words.
  [[nodiscard]] Result<void> append(std::string& out, std::string_view bytes) const {
    return append_(out, bytes);
  }

  /// What a class reads: values, and headers like them, or keys. Some settings' names begin with it.
  enum class Side : unsigned char { value, key };

  /// By the Java class's name, with or without its package. The settings are what Kafka passes to
  /// the class: the properties behind "key.deserializer." and so on, without that prefix. Classes
  /// that are not known and values that cannot be kept are an error, where Kafka's tool prints
  /// the raw bytes instead of what was asked for. Settings that the class has not are left alone:
  /// see `has_setting`.
  [[nodiscard]] static Result<Deserializer> named(std::string_view class_name,
                                                  const Properties& settings = {},
                                                  Side side = Side::value);
  [[nodiscard]] static bool has_setting(std::string_view class_name, Side side,
                                        std::string_view setting);

 private:
  using Append = Result<void> (*)(std::string& out, std::string_view bytes);
  explicit Deserializer(Append function) : append_(function) {}
  Append append_;
};

}  // namespace kpp::tools
