#include "record_io/avro/schema.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace kpp::tools::avro {
namespace {

using Json = nlohmann::json;
using Place = tl::expected<std::size_t, std::string>;

// The reader of a schema calls itself for each level.
constexpr int deepest = 100;

constexpr std::array<std::string_view, 8> primitives{"null",  "boolean", "int",   "long",
                                                     "float", "double",  "bytes", "string"};

tl::unexpected<std::string> wrong(std::string what) {
  return tl::unexpected(std::move(what));
}

/// Empty where there is none.
std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

class SchemaParser {
 public:
  explicit SchemaParser(std::vector<Node>& nodes) : nodes_(nodes) {}

  /// A type that stands in this namespace.
  Place type(const Json& json, const std::string& space) {
    if (++depth_ > deepest) return wrong("its types are too deep in each other");
    auto place = json.is_string()   ? reference(json.get<std::string>(), space)
                 : json.is_array()  ? choice(json, space)
                 : json.is_object() ? defined(json, space)
                                    : wrong("a type is neither a name nor a JSON object or array");
    --depth_;
    return place;
  }

 private:
  std::size_t add(Node node) {
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
  }

  static std::string full_name(const std::string& name, const std::string& space) {
    return space.empty() || name.find('.') != std::string::npos ? name : space + '.' + name;
  }

  Place reference(const std::string& name, const std::string& space) {
    const auto* const primitive = std::ranges::find(primitives, name);
    if (primitive != primitives.end())
      return add({.type = static_cast<Type>(primitive - primitives.begin()), .name = name});
    const auto known = named_.find(full_name(name, space));
    if (known == named_.end()) return wrong("the type '" + name + "' is not known");
    return known->second;
  }

  Place choice(const Json& branches, const std::string& space) {
    Node node{.type = Type::choice, .name = "union"};
    for (const Json& branch : branches) {
      const Place part = type(branch, space);
      if (!part) return wrong(part.error());
      if (nodes_[*part].type == Type::choice) return wrong("a union has a union as a branch");
      node.parts.push_back(*part);
    }
    return add(std::move(node));
  }

  /// {"type": ...}
  Place defined(const Json& object, const std::string& space) {
    const auto kind = object.find("type");
    if (kind == object.end()) return wrong("a type has no \"type\"");
    if (!kind->is_string()) return type(*kind, space);
    if (*kind == "array") return container(object, Type::array, "items", space);
    if (*kind == "map") return container(object, Type::map, "values", space);
    if (*kind == "record" || *kind == "error") return named(object, Type::record, space);
    if (*kind == "enum") return named(object, Type::enumeration, space);
    if (*kind == "fixed") return named(object, Type::fixed, space);
    return reference(kind->get<std::string>(), space);
  }

  Place container(const Json& object, Type kind, const char* member, const std::string& space) {
    const auto inner = object.find(member);
    if (inner == object.end()) return wrong("a type has no \"" + std::string(member) + '"');
    const Place part = type(*inner, space);
    if (!part) return wrong(part.error());
    return add({.type = kind, .name = kind == Type::map ? "map" : "array", .parts = {*part}});
  }

  Place named(const Json& object, Type kind, const std::string& space) {
    const std::string name = text_of(object, "name");
    if (name.empty()) return wrong("a named type has no \"name\"");
    const std::string full =
        full_name(name, object.contains("namespace") ? text_of(object, "namespace") : space);
    const std::size_t place = add({.type = kind, .name = full});
    if (!named_.emplace(full, place).second) return wrong("the type '" + full + "' is there twice");
    const std::size_t dot = full.rfind('.');
    if (auto done = content(object, place, full.substr(0, dot == std::string::npos ? 0 : dot));
        !done)
      return wrong(full + ": " + done.error());
    return place;
  }

  tl::expected<void, std::string> content(const Json& object, std::size_t place,
                                          const std::string& space) {
    switch (nodes_[place].type) {
      case Type::record:
        return fields(object, place, space);
      case Type::enumeration:
        return symbols(object, nodes_[place]);
      default:
        return size(object, nodes_[place]);
    }
  }

  tl::expected<void, std::string> fields(const Json& object, std::size_t place,
                                         const std::string& space) {
    const auto fields = object.find("fields");
    if (fields == object.end() || !fields->is_array()) return wrong("a record has no \"fields\"");
    for (const Json& field : *fields) {
      const std::string name = field.is_object() ? text_of(field, "name") : std::string();
      if (name.empty() || !field.contains("type"))
        return wrong("a field has no \"name\" or no \"type\"");
      const Place part = type(field["type"], space);
      if (!part) return wrong(name + ": " + part.error());
      nodes_[place].names.push_back(name);
      nodes_[place].parts.push_back(*part);
    }
    return {};
  }

  static tl::expected<void, std::string> symbols(const Json& object, Node& node) {
    const auto symbols = object.find("symbols");
    if (symbols == object.end() || !symbols->is_array()) return wrong("an enum has no \"symbols\"");
    for (const Json& symbol : *symbols) {
      if (!symbol.is_string()) return wrong("a symbol is not a string");
      node.names.push_back(symbol.get<std::string>());
    }
    return {};
  }

  static tl::expected<void, std::string> size(const Json& object, Node& node) {
    const auto size = object.find("size");
    if (size == object.end() || !size->is_number_unsigned()) return wrong("fixed has no \"size\"");
    node.size = size->get<std::size_t>();
    return {};
  }

  std::vector<Node>& nodes_;
  std::map<std::string, std::size_t> named_;
  int depth_ = 0;
};

std::string in_quotes(const std::string& text) {
  return '"' + text + '"';
}

/// Named types are written out where they come first.
class CanonicalForm {
 public:
  explicit CanonicalForm(const std::vector<Node>& nodes) : nodes_(nodes) {}

  std::string of(std::size_t place) {
    const Node& node = nodes_[place];
    switch (node.type) {
      case Type::record:
      case Type::enumeration:
      case Type::fixed:
        return seen_.insert(place).second ? definition(node) : in_quotes(node.name);
      case Type::array:
        return R"({"type":"array","items":)" + of(node.parts.front()) + '}';
      case Type::map:
        return R"({"type":"map","values":)" + of(node.parts.front()) + '}';
      case Type::choice:
        return '[' + list(node.parts.size(), [&](std::size_t i) { return of(node.parts[i]); }) +
               ']';
      default:
        return in_quotes(node.name);
    }
  }

 private:
  template <class Item>
  static std::string list(std::size_t count, Item item) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + item(i);
    return text;
  }

  std::string definition(const Node& node) {
    const std::string head = "{\"name\":" + in_quotes(node.name) + ",\"type\":";
    if (node.type == Type::fixed)
      return head + R"("fixed","size":)" + std::to_string(node.size) + '}';
    if (node.type == Type::enumeration) {
      const auto symbol = [&](std::size_t i) { return in_quotes(node.names[i]); };
      return head + R"("enum","symbols":[)" + list(node.names.size(), symbol) + "]}";
    }
    const auto field = [&](std::size_t i) {
      return "{\"name\":" + in_quotes(node.names[i]) + ",\"type\":" + of(node.parts[i]) + '}';
    };
    return head + R"("record","fields":[)" + list(node.names.size(), field) + "]}";
  }

  const std::vector<Node>& nodes_;
  std::set<std::size_t> seen_;
};

std::uint64_t crc_64_avro(std::string_view text) noexcept {
  constexpr std::uint64_t empty = 0xc15d213aa4d7a795;
  std::uint64_t crc = empty;
  for (const char letter : text) {
    crc ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? empty : 0);
  }
  return crc;
}

}  // namespace

tl::expected<Schema, std::string> Schema::parse(std::string_view json) {
  const Json tree = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (tree.is_discarded()) return wrong("this is no JSON");
  Schema schema;
  const Place root = SchemaParser(schema.nodes_).type(tree, {});
  if (!root) return wrong("this is no Avro schema: " + root.error());
  schema.root_ = *root;
  schema.canonical_ = CanonicalForm(schema.nodes_).of(*root);
  schema.fingerprint_ = crc_64_avro(schema.canonical_);
  return schema;
}

}  // namespace kpp::tools::avro
