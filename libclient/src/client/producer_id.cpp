#include "client/producer_id.hpp"

#include <array>
#include <memory>
#include <string_view>

namespace kpp::client {
namespace {

bool is_idempotent(rd_kafka_t* rk) {
  std::array<char, 16> value{};
  std::size_t size = value.size();
  const auto known =
      rd_kafka_conf_get(rd_kafka_conf(rk), "enable.idempotence", value.data(), &size);
  return known == RD_KAFKA_CONF_OK && std::string_view(value.data()) == "true";
}

}  // namespace

void request_producer_id_soon(rd_kafka_t* rk, rd_kafka_queue_t* queue) {
  if (!is_idempotent(rk)) return;
  const std::unique_ptr<rd_kafka_AdminOptions_t, decltype(&rd_kafka_AdminOptions_destroy)> options(
      rd_kafka_AdminOptions_new(rk, RD_KAFKA_ADMIN_OP_DESCRIBECLUSTER),
      rd_kafka_AdminOptions_destroy);
  rd_kafka_DescribeCluster(rk, options.get(), queue);
}

}  // namespace kpp::client
