#pragma once
/// \file
/// The loop's Asio half. Only transports include this.

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>

#include "wire/loop.hpp"

namespace kpp::wire {

struct Loop::Native {
  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(io);
};

}  // namespace kpp::wire
