#pragma once
/// \file
/// What stands behind `Admin`.

#include <chrono>
#include <memory>

#include "admin/call.hpp"
#include "kpp/admin.hpp"
#include "wire/cluster.hpp"

namespace kpp {

class Admin::Impl {
 public:
  Impl(wire::ClusterConfig config, std::chrono::milliseconds default_timeout)
      : cluster_(std::move(config)), default_timeout_(default_timeout) {}

  [[nodiscard]] admin::Call call(const CallOptions& options) {
    return {cluster_,
            {wire::Loop::Clock::now() + options.timeout.value_or(default_timeout_), options.stop}};
  }
  void close() noexcept { cluster_.close(); }

 private:
  wire::Cluster cluster_;
  std::chrono::milliseconds default_timeout_;
};

}  // namespace kpp
