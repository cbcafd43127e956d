#pragma once
// What the examples of the public headers take from their reader: his own functions and objects by these names. Compiled
// only, never linked.

#include <poll.h>
#include <cassert>

#include <chrono>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include "kpp/admin.hpp"
#include "kpp/config.hpp"
#include "kpp/consumer.hpp"
#include "kpp/error.hpp"
#include "kpp/ext/coro.hpp"
#include "kpp/ext/fd.hpp"
#include "kpp/ext/json.hpp"
#include "kpp/observe.hpp"
#include "kpp/producer.hpp"
#include "kpp/record.hpp"
#include "kpp/serde.hpp"
#include "kpp/testing.hpp"
#include "kpp/transaction.hpp"
#include "kpp/types.hpp"
#include "kpp/version.hpp"

// An example may leave a result to its reader, and call its objects as he calls his.
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"

int complain(const kpp::Error& error);
void warn(const kpp::Error& error);
void handle(const kpp::MessageView& message);
void enqueue(std::function<void()> task);

struct Reading {
  std::string sensor;
  double celsius = 0;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Reading, sensor, celsius)

extern kpp::Admin admin;
extern kpp::Config config;
extern kpp::Producer producer;
extern kpp::Consumer consumer;
extern kpp::Config reads;
extern kpp::Config writes;
extern bool running;
extern std::string json;
extern std::string line;
