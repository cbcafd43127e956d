#include "security/http.hpp"

#include <curl/curl.h>

#include <array>
#include <filesystem>
#include <memory>
#include <system_error>

#include "security/dynamic_library.hpp"

namespace kpp::security {
namespace {

// clang-format off
#define KPP_CURL_FUNCTIONS(X) \
  X(curl_easy_cleanup) X(curl_easy_getinfo) X(curl_easy_init) X(curl_easy_perform) X(curl_easy_setopt) \
  X(curl_easy_strerror) X(curl_global_init) X(curl_slist_append) X(curl_slist_free_all)
// clang-format on

struct Curl {
// NOLINTNEXTLINE(bugprone-macro-parentheses): it is a name
#define KPP_MEMBER(name) decltype(&::name) name = nullptr;
  KPP_CURL_FUNCTIONS(KPP_MEMBER)
#undef KPP_MEMBER
};

Result<Curl> load() {
  Curl curl;
  const auto library = DynamicLibrary::open("libcurl.so.4", "libcurl4");
  if (!library) return fail(library.error());
#define KPP_FIND(name) \
  if (const auto found = library->find(#name, curl.name); !found) return fail(found.error());
  KPP_CURL_FUNCTIONS(KPP_FIND)
#undef KPP_FIND
  if (curl.curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return fail(ErrorCode::io_error, "libcurl cannot be started");
  return curl;
}

constexpr std::size_t largest_answer = 1U << 20U;

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  if (body.size() + size * count > largest_answer) return 0;  // which ends the transfer
  body.append(bytes, size * count);
  return size * count;
}

}  // namespace

Result<HttpAnswer> post(const HttpPost& request) {
  static const Result<Curl> loaded = load();
  if (!loaded) return fail(loaded.error());
  const Curl& curl = *loaded;
  const std::unique_ptr<CURL, decltype(curl.curl_easy_cleanup)> handle(curl.curl_easy_init(),
                                                                       curl.curl_easy_cleanup);
  if (!handle) return fail(ErrorCode::io_error, "libcurl cannot be started");
  std::unique_ptr<curl_slist, decltype(curl.curl_slist_free_all)> headers(nullptr,
                                                                          curl.curl_slist_free_all);
  for (const std::string& header : request.headers)
    headers.reset(curl.curl_slist_append(headers.release(), header.c_str()));
  HttpAnswer answer;
  std::array<char, CURL_ERROR_SIZE> why{};
  const auto set = [&](CURLoption option, auto value) {
    curl.curl_easy_setopt(handle.get(), option, value);
  };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
  set(CURLOPT_POSTFIELDS, request.body.c_str());
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  set(CURLOPT_WRITEFUNCTION, &take);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
  set(CURLOPT_ERRORBUFFER, why.data());
  std::error_code ignored;
  if (!request.authorities.empty())
    set(std::filesystem::is_directory(request.authorities, ignored) ? CURLOPT_CAPATH
                                                                    : CURLOPT_CAINFO,
        request.authorities.c_str());
  const CURLcode code = curl.curl_easy_perform(handle.get());
  if (code != CURLE_OK)
    return fail(ErrorCode::connection_failed,
                why.front() != '\0' ? why.data() : curl.curl_easy_strerror(code));
  curl.curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

}  // namespace kpp::security
