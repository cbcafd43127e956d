// error: conversion from .* requested
#include "kpp/config.hpp"

// The value is behind the check for an error.
kpp::Config load() {
#ifdef MISUSE
  kpp::Config config = kpp::Config::from_file("client.properties");
  return config;
#else
  return kpp::Config::from_file("client.properties").value_or(kpp::Config());
#endif
}
