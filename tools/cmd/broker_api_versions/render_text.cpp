#include <algorithm>
#include <map>

#include "cmd/broker_api_versions/client_requests.hpp"
#include "cmd/broker_api_versions/render.hpp"
#include "common/java_error.hpp"

namespace kpp::tools::broker_api_versions {
namespace {

std::string name_of(const Node& broker) {
  return broker.host + ':' + std::to_string(broker.port) + " (id: " + std::to_string(broker.id) +
         " rack: " + broker.rack.value_or("null") +
         " isFenced: " + (broker.fenced ? "true" : "false") + ')';
}

std::string usable(const ClientRequest& request, const ApiVersionRange& range) {
  if (request.newest < range.min_version) return " [unusable: node too new]";
  if (range.max_version < request.oldest) return " [unusable: node too old]";
  return " [usable: " + std::to_string(std::min(request.newest, range.max_version)) + ']';
}

std::string line_of(const ApiVersionRange& range) {
  const ClientRequest* request = client_request(range.api_key);
  std::string text = request != nullptr ? std::string(request->name) : "UNKNOWN";
  text += '(' + std::to_string(range.api_key) + "): " + std::to_string(range.min_version);
  if (range.min_version != range.max_version) text += " to " + std::to_string(range.max_version);
  if (request != nullptr) text += usable(*request, range);
  return text;
}

/// What the broker has, and what it lacks of the requests that brokers may have.
std::string requests_of(const std::vector<ApiVersionRange>& ranges) {
  std::map<std::int16_t, std::string> lines;
  for (const ApiVersionRange& range : ranges) lines.emplace(range.api_key, line_of(range));
  for (const ClientRequest& request : client_requests())
    if (request.of_brokers)
      lines.try_emplace(request.api_key, std::string(request.name) + '(' +
                                             std::to_string(request.api_key) + "): UNSUPPORTED");
  std::string text;
  for (const auto& [key, line] : lines) text += (text.empty() ? "\n\t" : ",\n\t") + line;
  return '(' + text + "\n)";
}

}  // namespace

std::string render_text(const Report& report) {
  std::string text;
  for (const auto& [broker, versions] : report.brokers)
    text += name_of(broker) + " -> " +
            (versions ? requests_of(*versions) : "ERROR: " + as_java_exception(versions.error())) +
            '\n';
  return text;
}

}  // namespace kpp::tools::broker_api_versions
