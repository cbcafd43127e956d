#include "security/certificate_problem.hpp"

#include <ctime>
#include <memory>
#include <string_view>

#include "security/openssl.hpp"

namespace kpp::security {
namespace {

std::string date(const ASN1_TIME* time) {
  std::tm parts{};
  char text[32] = {};
  if (openssl().ASN1_TIME_to_tm(time, &parts) != 1) return "?";
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts)};
}

void add_name(std::string& names, std::string_view name) {
  if (!names.empty()) names += ", ";
  for (const char c : name) names += c >= ' ' && c <= '~' ? c : '?';
}

std::string numeric(const unsigned char* bytes, std::size_t size) {
  if (size != 4) return "an IPv6 address";
  std::string ip;
  for (std::size_t i = 0; i < size; ++i) ip += (i == 0 ? "" : ".") + std::to_string(bytes[i]);
  return ip;
}

/// The hosts a certificate is for: its alternative names, else its common name.
std::string names_of(const X509* certificate) {
  std::string names;
  const std::unique_ptr<GENERAL_NAMES, OpenSslFree<&OpenSsl::GENERAL_NAMES_free>> list(
      static_cast<GENERAL_NAMES*>(
          openssl().X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  const auto* stack = reinterpret_cast<const OPENSSL_STACK*>(list.get());
  constexpr int enough = 10;
  for (int i = 0; list && i < openssl().OPENSSL_sk_num(stack) && i < enough; ++i) {
    int type = 0;
    const auto* value = static_cast<const ASN1_STRING*>(openssl().GENERAL_NAME_get0_value(
        static_cast<const GENERAL_NAME*>(openssl().OPENSSL_sk_value(stack, i)), &type));
    if (type != GEN_DNS && type != GEN_IPADD) continue;
    const unsigned char* data = openssl().ASN1_STRING_get0_data(value);
    const auto size = static_cast<std::size_t>(openssl().ASN1_STRING_length(value));
    if (type == GEN_DNS) add_name(names, {reinterpret_cast<const char*>(data), size});
    if (type == GEN_IPADD) add_name(names, numeric(data, size));
  }
  if (!names.empty()) return names;
  char common[256] = {};
  openssl().X509_NAME_get_text_by_NID(openssl().X509_get_subject_name(certificate), NID_commonName,
                                      common, sizeof common);
  add_name(names, common);
  return names.empty() ? "nobody" : names;
}

X509Ptr read(std::span<const std::byte> bytes) {
  if (bytes.empty()) return nullptr;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  return X509Ptr(openssl().d2i_X509(nullptr, &data, static_cast<long>(bytes.size())));
}

}  // namespace

std::string certificate_problem(const RejectedCertificate& rejected, const std::string& broker) {
  const std::string whose = "The certificate of " + broker;
  const std::string of =
      rejected.is_the_brokers ? whose : "An authority of the certificate of " + broker;
  const X509Ptr certificate = read(rejected.bytes);
  switch (rejected.why) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return whose + " is not for " + broker.substr(0, broker.rfind(':')) + " but for " +
             (certificate ? names_of(certificate.get()) : "another host") +
             "; an empty ssl.endpoint.identification.algorithm turns this check off";
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return of + " has expired" +
             (certificate ? " on " + date(openssl().X509_get0_notAfter(certificate.get())) : "");
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return of + " is not valid yet" +
             (certificate ? " but from " + date(openssl().X509_get0_notBefore(certificate.get()))
                          : "") +
             "; is this machine's clock right?";
    case X509_V_ERR_CERT_REVOKED:
      return of + " has been revoked";
    default:
      return whose + " is not signed by an authority that is trusted here (" +
             openssl().X509_verify_cert_error_string(rejected.why) +
             "); set ssl.truststore.location to the authority's certificate";
  }
}

}  // namespace kpp::security
