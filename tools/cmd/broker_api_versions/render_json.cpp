#include <algorithm>

#include "cmd/broker_api_versions/client_requests.hpp"
#include "cmd/broker_api_versions/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::broker_api_versions {
namespace {

OrderedJson usable(const ApiVersionRange& range) {
  const ClientRequest* request = client_request(range.api_key);
  if (request == nullptr || request->newest < range.min_version ||
      range.max_version < request->oldest)
    return nullptr;
  return std::min(request->newest, range.max_version);
}

OrderedJson requests_of(const std::vector<ApiVersionRange>& ranges) {
  OrderedJson requests = OrderedJson::array();
  for (const ApiVersionRange& range : ranges) {
    const ClientRequest* request = client_request(range.api_key);
    const std::string_view name = request != nullptr ? request->name : range.name;
    requests.push_back({{"key", range.api_key},
                        {"name", name.empty() ? OrderedJson(nullptr) : OrderedJson(name)},
                        {"min", range.min_version},
                        {"max", range.max_version},
                        {"usable", usable(range)}});
  }
  return requests;
}

}  // namespace

std::string render_json(const Report& report) {
  OrderedJson brokers = OrderedJson::array();
  for (const auto& [broker, versions] : report.brokers)
    brokers.push_back({{"id", broker.id},
                       {"host", broker.host},
                       {"port", broker.port},
                       {"rack", json_or_null(broker.rack)},
                       {"fenced", broker.fenced},
                       {"requests", versions ? requests_of(*versions) : OrderedJson(nullptr)},
                       {"error", versions ? OrderedJson(nullptr) : json_of(versions.error())}});
  return json_line({{"version", 1}, {"brokers", std::move(brokers)}});
}

}  // namespace kpp::tools::broker_api_versions
