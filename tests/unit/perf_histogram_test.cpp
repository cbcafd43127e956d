#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "perf/histogram.hpp"

using kpp::tools::Histogram;
using Micros = std::chrono::microseconds;

namespace {

/// What Kafka's tool computes from an array of all samples.
std::int64_t exact(std::vector<std::int64_t> samples, double ratio) {
  std::ranges::sort(samples);
  const auto index = static_cast<std::size_t>(ratio * static_cast<double>(samples.size()));
  return samples[std::min(index, samples.size() - 1)];
}

}  // namespace

TEST_SUITE("histogram") {
  TEST_CASE("empty") {
    const Histogram none;
    CHECK(none.count() == 0);
    CHECK(none.max() == Micros(0));
    CHECK(none.percentile(0.5) == Micros(0));
    CHECK(std::isnan(none.mean_ms()));
    CHECK(none.cells().empty());
  }

  TEST_CASE("one sample is every percentile") {
    for (const std::int64_t value : {0, 1, 2047, 2048, 4095, 4096, 123'456'789}) {
      Histogram one;
      one.record(Micros(value));
      CHECK(one.percentile(0) == Micros(value));
      CHECK(one.percentile(0.999) == Micros(value));
      CHECK(one.percentile(1) == Micros(value));
      CHECK(one.max() == Micros(value));
    }
  }

  TEST_CASE("percentiles are exact to three digits") {
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> latency(8, 2.5);
    Histogram histogram;
    std::vector<std::int64_t> samples;
    for (int i = 0; i < 20'000; ++i) {
      samples.push_back(static_cast<std::int64_t>(latency(random)));
      histogram.record(Micros(samples.back()));
    }
    for (const double ratio : {0.0, 0.01, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1.0}) {
      const auto wanted = static_cast<double>(exact(samples, ratio));
      const auto told = static_cast<double>(histogram.percentile(ratio).count());
      CHECK(told >= wanted);
      CHECK(told <= wanted * 1.001 + 1);
    }
    CHECK(histogram.count() == samples.size());
    CHECK(histogram.max() == Micros(std::ranges::max(samples)));
  }

  TEST_CASE("every value lies in a cell that is at most a thousandth wide") {
    std::int64_t before = -1;
    for (std::int64_t value = 1; value < (std::int64_t{1} << 36); value = value * 5 / 4 + 1) {
      Histogram one;
      one.record(Micros(value));
      const auto cells = one.cells();
      REQUIRE(cells.size() == 1);
      CHECK(cells[0].count == 1);
      const std::int64_t highest = cells[0].highest.count();
      CHECK(highest >= value);
      CHECK(highest - value <= value / 1000);
      CHECK(highest > before);
      before = highest;
    }
  }

  TEST_CASE("a clock set back, and longer than the scale") {
    Histogram histogram;
    histogram.record(Micros(-5));
    CHECK(histogram.percentile(0) == Micros(0));
    histogram.record(std::chrono::hours(1000));
    CHECK(histogram.max() == std::chrono::hours(1000));
    CHECK(histogram.percentile(1) >= std::chrono::hours(19));
  }

  TEST_CASE("merging is recording into one") {
    Histogram a;
    Histogram b;
    Histogram both;
    for (int i = 0; i < 100; ++i) {
      (i % 2 == 0 ? a : b).record(Micros(i * 1000));
      both.record(Micros(i * 1000));
    }
    a.merge(b);
    CHECK(a.count() == both.count());
    CHECK(a.max() == both.max());
    CHECK(a.mean_ms() == doctest::Approx(both.mean_ms()));
    CHECK(a.percentile(0.9) == both.percentile(0.9));
  }
}
