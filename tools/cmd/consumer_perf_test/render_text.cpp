#include "cmd/consumer_perf_test/render.hpp"
#include "common/perf/java_number.hpp"

namespace kpp::tools::consumer_perf_test {
namespace {

constexpr int digits = 4;

std::string fixed(double value) {
  return java_fixed(value, digits);
}

double seconds(Millis time) {
  return static_cast<double>(time.count()) / 1000.0;
}

std::string joined(std::initializer_list<std::string> fields) {
  std::string row;
  for (const std::string& field : fields) {
    if (!row.empty()) row += ", ";
    row += field;
  }
  return row + '\n';
}

}  // namespace

std::string header_text(bool detailed) {
  return std::string(detailed ? "time, threadId" : "start.time, end.time") +
         ", data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, "
         "fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec\n";
}

std::string interval_text(const Interval& interval, const DateFormat& dates) {
  const Span& span = interval.span;
  const double records = static_cast<double>(span.records);
  const double mb = megabytes(span.bytes);
  const Millis fetch = span.fetch();
  const auto by_fetch = [&](double amount) {
    return fixed(fetch.count() <= 0 ? 0.0 : amount / seconds(fetch));
  };
  return joined({dates.format(interval.end), "0", fixed(megabytes(interval.total_bytes)),
                 fixed(mb / seconds(span.elapsed)), std::to_string(interval.total_records),
                 fixed(records / seconds(span.elapsed)), std::to_string(span.rebalance.count()),
                 std::to_string(fetch.count()), by_fetch(mb), by_fetch(records)});
}

std::string total_text(const Report& report, const DateFormat& dates) {
  const Span& total = report.total;
  const double records = static_cast<double>(total.records);
  const double mb = megabytes(total.bytes);
  return joined({dates.format(report.start), dates.format(report.end), fixed(mb),
                 fixed(mb / seconds(total.elapsed)), std::to_string(total.records),
                 fixed(records / seconds(total.elapsed)), std::to_string(total.rebalance.count()),
                 std::to_string(total.fetch().count()), fixed(mb / seconds(total.fetch())),
                 fixed(records / seconds(total.fetch()))});
}

}  // namespace kpp::tools::consumer_perf_test
