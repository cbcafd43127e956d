#include "kpp/config.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "core/config_keys.hpp"
#include "core/text.hpp"

namespace kpp {
namespace {

using core::KeyInfo;
using core::KeyKind;
using core::KeyScope;
using core::lower;

std::string_view trim(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string alternatives(std::string_view choices) {
  std::string text(choices.substr(1, choices.size() - 2));
  std::size_t at = 0;
  while ((at = text.find('|', at)) != std::string::npos) text.replace(at, 1, ", ");
  return text;
}

/// Why the value does not fit the key; empty if it does.
std::string misfit(const KeyInfo& info, std::string_view raw) {
  const std::string_view value = trim(raw);
  switch (info.kind) {
    case KeyKind::text:
      return {};
    case KeyKind::boolean: {
      const std::string word = lower(value);
      return word == "true" || word == "false" ? "" : "expected true or false";
    }
    case KeyKind::integer: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error != std::errc{} || end != value.data() + value.size())
        return "expected a whole number";
      if (number < info.min || number > info.max) {
        return "expected a number from " + std::to_string(info.min) + " to " +
               std::to_string(info.max);
      }
      return {};
    }
    case KeyKind::real: {
      double number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      return error != std::errc{} || end != value.data() + value.size() || number < 0
                 ? "expected a number"
                 : "";
    }
    case KeyKind::choice: {
      // An empty algorithm is how Java's files switch the hostname check off.
      if (value.empty() && info.name == "ssl.endpoint.identification.algorithm") return {};
      if (!value.empty() && info.choices.find('|' + lower(value) + '|') != std::string_view::npos)
        return {};
      return "expected one of " + alternatives(info.choices);
    }
  }
  return {};
}

tl::unexpected<Error> unknown_key(std::string_view key) {
  std::string text = "unknown property '" + std::string(key) + '\'';
  if (const std::string_view near = core::nearest_key(key); !near.empty()) {
    text += "; did you mean '" + std::string(near) + "'?";
  }
  return fail(ErrorCode::invalid_config_value, std::move(text));
}

tl::unexpected<Error> bad_value(const KeyInfo& info, std::string_view value,
                                const std::string& reason) {
  const std::string shown = info.secret ? "[hidden]" : std::string(value);
  return fail(ErrorCode::invalid_config_value,
              std::string(info.name) + '=' + shown + ": " + reason);
}

/// A word that marks a key as a secret even where the catalogue does not know it.
bool looks_secret(std::string_view key) {
  const std::string word = lower(key);
  return word.find("password") != std::string::npos || word.find("secret") != std::string::npos ||
         word.find("jaas") != std::string::npos || word.find("token") != std::string::npos;
}

}  // namespace

std::string_view canonical_key(std::string_view key) noexcept {
  const KeyInfo* info = core::find_key(key);
  return info != nullptr ? info->name : key;
}

bool is_secret_key(std::string_view key) noexcept {
  const KeyInfo* info = core::find_key(key);
  return info != nullptr ? info->secret : looks_secret(key);
}

Result<void> Config::set(std::string_view key, std::string_view value) {
  const KeyInfo* info = core::find_key(key);
  if (info == nullptr) return unknown_key(key);
  if (info->scope == KeyScope::java_only) {
    return fail(ErrorCode::invalid_config_value,
                "property '" + std::string(key) + "' has no meaning outside the Java client");
  }
  if (const std::string reason = misfit(*info, value); !reason.empty())
    return bad_value(*info, value, reason);
  const std::string_view stored = info->kind == KeyKind::text ? value : trim(value);
  entries_.insert_or_assign(std::string(info->name), std::string(stored));
  return {};
}

void Config::set_unchecked(std::string_view key, std::string_view value) {
  entries_.insert_or_assign(std::string(canonical_key(key)), std::string(value));
}

void Config::unset(std::string_view key) {
  const auto entry = entries_.find(canonical_key(key));
  if (entry != entries_.end()) entries_.erase(entry);
}

std::optional<std::string> Config::get(std::string_view key) const {
  const auto entry = entries_.find(canonical_key(key));
  if (entry == entries_.end()) return std::nullopt;
  return entry->second;
}

std::string Config::get_or(std::string_view key, std::string_view fallback) const {
  return get(key).value_or(std::string(fallback));
}

Result<Config> Config::from_properties(const Properties& properties) {
  Config config;
  for (const auto& [key, value] : properties) {
    if (auto done = config.set(key, value); !done) return tl::unexpected(done.error());
  }
  return config;
}

Result<Config> Config::from_file(const std::filesystem::path& file) {
  const auto named = [&](const Error& error) {
    return Error(error.code(), file.string() + ": " + error.message());
  };
  auto properties = read_properties(file);
  if (!properties) return tl::unexpected(properties.error());
  return from_properties(*properties).map_error(named);
}

Result<void> Config::merge_tolerant(const Properties& properties,
                                    std::vector<std::string>& warnings) {
  for (const auto& [key, value] : properties) {
    const KeyInfo* info = core::find_key(key);
    if (info == nullptr) {
      // A misspelt security key that is skipped could mean plain text on the wire.
      if (key.starts_with("security.") || key.starts_with("ssl.") || key.starts_with("sasl."))
        return unknown_key(key);
      const std::string_view near = core::nearest_key(key);
      warnings.push_back(
          "property '" + key + "' is not known and is ignored" +
          (near.empty() ? std::string() : " (did you mean '" + std::string(near) + "'?)"));
      continue;
    }
    // Serializers and the like stand in every Java file; saying so each time would only teach
    // people to look away.
    if (info->scope == KeyScope::java_only) continue;
    if (auto done = set(key, value); !done) return done;
  }
  return {};
}

std::vector<std::string> Config::warnings_for(ClientKind kind) const {
  const bool producer = kind == ClientKind::producer;
  const KeyScope other = producer ? KeyScope::consumer : KeyScope::producer;
  std::vector<std::string> warnings;
  for (const auto& [key, value] : entries_) {
    const KeyInfo* info = core::find_key(key);
    if (info == nullptr || info->scope != other) continue;
    warnings.push_back("property '" + key + "' has no effect on a " +
                       (producer ? "producer" : "consumer"));
  }
  return warnings;
}

std::string Config::to_string() const {
  std::string text;
  for (const auto& [key, value] : entries_) {
    text += key;
    text += '=';
    text += is_secret_key(key) ? "[hidden]" : value;
    text += '\n';
  }
  return text;
}

}  // namespace kpp
