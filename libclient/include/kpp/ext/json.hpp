#pragma once
/// \file
/// `ext::JsonSerde<T>`: keys and values as JSON, through nlohmann/json (3.9 or newer, which this header includes and the
/// rest of kpp does not). The type has `to_json` and `from_json`, for a plain struct by one line beside it:
/// `NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Reading, sensor, celsius)`.
///
///     using Readings = kpp::TypedProducer<std::string, Reading, kpp::Serde<std::string>, kpp::ext::JsonSerde<Reading>>;
///     auto readings = Readings::create(config);
///     if (!readings) return complain(readings.error());
///     auto sent = readings->send({.topic = "sensor-stream", .key = "sensor_1", .value = Reading{"sensor_1", 24.5}});
///
/// Written without spaces, in UTF-8. `JsonSerde<nlohmann::json>` takes any document.
///
/// **Errors** are `serialization_failed`: text that is not JSON ("no JSON at byte 17"), JSON of another shape (in the
/// words of nlohmann), and on the way out strings that are not UTF-8. A record whose value is null is absent to
/// `TypedConsumer`; the JSON text `null` is a value.
///
/// **Threads:** no state; as many as you like.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "kpp/serde.hpp"

namespace kpp::ext {

template <class T>
struct JsonSerde {
  [[nodiscard]] Result<Blob> serialize(const T& value, const SerdeContext& /*context*/) const {
    try {
      const nlohmann::json json = value;
      return Blob(json.dump());
    } catch (const nlohmann::json::exception& error) {
      return fail(ErrorCode::serialization_failed, error.what());
    }
  }

  [[nodiscard]] Result<T> deserialize(std::string_view bytes,
                                      const SerdeContext& /*context*/) const {
    try {
      return nlohmann::json::parse(bytes).get<T>();
    } catch (const nlohmann::json::parse_error& error) {
      return fail(ErrorCode::serialization_failed, "no JSON at byte " + std::to_string(error.byte));
    } catch (const nlohmann::json::exception& error) {
      return fail(ErrorCode::serialization_failed, error.what());
    }
  }
};

}  // namespace kpp::ext
