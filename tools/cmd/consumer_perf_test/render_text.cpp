#include <optional>

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
  const char* separator = "";  // before the first, which an empty --date-format makes empty
  for (const std::string& field : fields) {
    row.append(separator).append(field);
    separator = ", ";
  }
  return row + '\n';
}

std::string row(const Report& report, const Span& total, const DateFormat& dates) {
  const double records = static_cast<double>(total.records);
  const double mb = megabytes(total.bytes);
  return joined({dates.format(report.start), dates.format(report.end), fixed(mb),
                 fixed(mb / seconds(total.elapsed)), std::to_string(total.records),
                 fixed(records / seconds(total.elapsed)), std::to_string(total.rebalance.count()),
                 std::to_string(total.fetch().count()), fixed(mb / seconds(total.fetch())),
                 fixed(records / seconds(total.fetch()))});
}

}  // namespace

std::string header_text(bool detailed, bool several) {
  const std::string whole = several ? "threadId, start.time, end.time" : "start.time, end.time";
  return (detailed ? "time, threadId" : whole) +
         ", data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, "
         "fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec\n";
}

std::string interval_text(const Interval& interval, const DateFormat& dates,
                          const std::string& thread) {
  const Span& span = interval.span;
  const double records = static_cast<double>(span.records);
  const double mb = megabytes(span.bytes);
  const Millis fetch = span.fetch();
  const auto by_fetch = [&](double amount) {
    return fixed(fetch.count() <= 0 ? 0.0 : amount / seconds(fetch));
  };
  return joined({dates.format(interval.end), thread, fixed(megabytes(interval.total_bytes)),
                 fixed(mb / seconds(span.elapsed)), std::to_string(interval.total_records),
                 fixed(records / seconds(span.elapsed)), std::to_string(span.rebalance.count()),
                 std::to_string(fetch.count()), by_fetch(mb), by_fetch(records)});
}

std::string total_text(const Report& report, const DateFormat& dates) {
  return row(report, report.total, dates);
}

std::string summary_text(const Settings& settings, const Report& report) {
  std::string text;
  if (!settings.detailed) {
    for (std::size_t i = 0; i < report.consumers.size(); ++i)
      text += std::to_string(i) + ", " + row(report, report.consumers[i], settings.date_format);
    if (!report.consumers.empty()) text += "total, ";
    text += total_text(report, settings.date_format);
  }
  return text + metrics_table(report.metrics);
}

}  // namespace kpp::tools::consumer_perf_test
