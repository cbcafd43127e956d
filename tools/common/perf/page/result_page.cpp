#include "perf/page/result_page.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "perf/page/charts.hpp"
#include "perf/page/markup.hpp"
#include "perf/page/style.hpp"
#include "perf/result/figures.hpp"

namespace kpp::tools {
namespace {

using page::add;
using page::escaped;

constexpr std::size_t most_rows = 1000;
constexpr std::string_view reader = "kafka-consumer-perf-test";

/// What a reader looks at first, where a result has it.
constexpr std::array<std::string_view, 7> headlines{
    "records",        "records_per_second", "mb_per_second",           "latency_ms.p50",
    "latency_ms.p99", "latency_ms.max",     "scheduled_latency_ms.p99"};

const Figure* find(const std::vector<Figure>& figures, std::string_view name) {
  const auto found = std::ranges::find(figures, name, &Figure::name);
  return found == figures.end() ? nullptr : &*found;
}

std::string value_text(const std::optional<double>& value) {
  return value ? readable(*value, ',') : "-";
}

std::string label_text(std::string_view name) {
  const FigureLabel label = label_of(name);
  return label.unit.empty() ? label.text : label.text + ", " + label.unit;
}

/// "better" and "worse" are said, too, not only coloured.
std::string change_markup(const Difference& difference) {
  const std::string_view verdict = verdict_text(difference);
  std::string text = escaped(change_text(difference));
  if (verdict.empty()) return text;
  return "<span class=\"" + std::string(verdict) + "\">" + text + ' ' + std::string(verdict) +
         "</span>";
}

std::string number_cell(const std::string& markup) {
  return "<td class=\"number\">" + markup + "</td>";
}

class Writer {
 public:
  Writer(const PerfResult& result, const Comparison* comparison)
      : result_(result),
        comparison_(comparison),
        before_(comparison == nullptr ? nullptr : &comparison->before) {}

  std::string write() {
    head();
    marks();
    tiles();
    text_ += "<h2>Charts</h2>\n";
    text_ += page::throughput_chart(result_, before_);
    text_ += page::latency_chart(result_, before_);
    text_ += page::histogram_chart(result_, before_);
    text_ += page::percentile_chart(result_, before_);
    if (result_.tool == reader)
      text_ +=
          "<p>Latency is not measured here: records may have waited long before they were read. "
          "kafka-e2e-latency measures it.</p>\n";
    text_ += "<h2>Figures</h2>\n";
    figures();
    deviations();
    reasons("Records that were not delivered", "records", result_.failures);
    reasons("What the clients reported", "times", result_.errors);
    clients();
    text_ += "<h2>How it was measured</h2>\n<div class=\"columns\">\n";
    named_table("Settings", result_.settings);
    named_table("Host", result_.host);
    named_table("Versions", result_.versions);
    text_ += "</div>\n";
    folded("Client settings", result_.config);
    folded("Client metrics", result_.metrics);
    seconds();
    text_ += "</main>\n</body>\n</html>\n";
    return std::move(text_);
  }

 private:
  void head() {
    std::string subject;
    for (const NamedText& each : result_.subject)
      subject += (subject.empty() ? "" : ", ") + each.name + ' ' + each.text;
    const std::string title = result_.tool + (subject.empty() ? "" : ": " + subject);
    // Nothing is loaded: the policy makes sure of it, whatever a topic is called.
    text_ =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; img-src data:\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n"
        "<title>" +
        escaped(title) + "</title>\n<style>" + std::string(page::style_sheet()) +
        "</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(result_.tool) + "</h1>\n";
    if (!subject.empty()) add(text_, {"<p class=\"subject\">", escaped(subject), "</p>\n"});
    if (!result_.start.empty())
      add(text_, {"<p class=\"subject\">began <time>", escaped(result_.start), "</time></p>\n"});
    if (comparison_ == nullptr) return;
    add(text_, {"<p class=\"subject\">compared with ", escaped(comparison_->before_name)});
    if (!before_->start.empty()) add(text_, {", began <time>", escaped(before_->start), "</time>"});
    text_ += "</p>\n";
  }

  void marks() {
    std::string said;
    for (const std::string& mark : result_.marks) said += (said.empty() ? "" : ", ") + mark;
    double failed = 0;
    for (const FailureReason& failure : result_.failures) failed += failure.count;
    if (failed > 0)
      said += (said.empty() ? "" : ", ") + readable(failed, ',') + " records were not delivered";
    if (!said.empty()) add(text_, {"<p class=\"marks\">This run: ", escaped(said), ".</p>\n"});
  }

  void tiles() {
    std::string shown;
    for (const std::string_view name : headlines) {
      const Figure* found = find(result_.figures, name);
      if (found == nullptr) continue;
      const FigureLabel label = label_of(name);
      add(shown,
          {"<div><dt>", escaped(label.text), "</dt><dd>", escaped(readable(found->value, ','))});
      if (!label.unit.empty()) add(shown, {" ", escaped(label.unit)});
      if (const Difference* difference = difference_of(name))
        add(shown, {"<small>", change_markup(*difference), "</small>"});
      shown += "</dd></div>\n";
    }
    if (!shown.empty()) add(text_, {"<dl class=\"tiles\">\n", shown, "</dl>\n"});
  }

  [[nodiscard]] const Difference* difference_of(std::string_view name) const {
    if (comparison_ == nullptr) return nullptr;
    const auto found = std::ranges::find(comparison_->figures, name, &Difference::name);
    return found == comparison_->figures.end() ? nullptr : &*found;
  }

  void figures() {
    if (comparison_ != nullptr) return compared_figures();
    begin_table("All figures", {"", "value"});
    for (const Figure& figure : result_.figures)
      add(text_, {"<tr><th scope=\"row\">", escaped(label_text(figure.name)), "</th>",
                  number_cell(escaped(readable(figure.value, ','))), "</tr>\n"});
    end_table();
  }

  void compared_figures() {
    begin_table("All figures, before and after", {"", "before", "after", "change"});
    for (const Difference& each : comparison_->figures)
      add(text_, {"<tr><th scope=\"row\">", escaped(label_text(each.name)), "</th>",
                  number_cell(escaped(value_text(each.before))),
                  number_cell(escaped(value_text(each.after))), number_cell(change_markup(each)),
                  "</tr>\n"});
    end_table();
  }

  void deviations() {
    if (comparison_ == nullptr || comparison_->deviations.empty()) return;
    begin_table("Not the same in both", {"", "before", "after"});
    for (const Deviation& each : comparison_->deviations)
      add(text_, {"<tr><th scope=\"row\">", escaped(each.name), "</th>",
                  number_cell(escaped(each.before)), number_cell(escaped(each.after)), "</tr>\n"});
    end_table();
  }

  void reasons(const char* title, const char* counted, const std::vector<FailureReason>& reasons) {
    if (reasons.empty()) return;
    begin_table(title, {"", counted, "why"});
    for (const FailureReason& each : reasons)
      add(text_, {"<tr><th scope=\"row\">", escaped(each.code), "</th>",
                  number_cell(escaped(readable(each.count, ','))), "<td>", escaped(each.message),
                  "</td></tr>\n"});
    end_table();
  }

  /// What is said of the whole at the top, of each.
  void clients() {
    if (result_.clients.empty()) return;
    std::vector<std::string> heads{"client"};
    std::vector<std::string_view> columns;
    for (const std::string_view name : headlines) {
      if (find(result_.clients.front(), name) == nullptr) continue;
      columns.push_back(name);
      heads.push_back(label_text(name));
    }
    begin_table("Clients", heads);
    for (std::size_t i = 0; i < result_.clients.size(); ++i) {
      add(text_, {"<tr>", number_cell(std::to_string(i + 1))});
      for (const std::string_view name : columns) {
        const Figure* figure = find(result_.clients[i], name);
        text_ += number_cell(figure == nullptr ? "-" : escaped(readable(figure->value, ',')));
      }
      text_ += "</tr>\n";
    }
    end_table();
  }

  void seconds() {
    const auto rows = page::compacted(result_.series, most_rows);
    if (rows.empty()) return;
    text_ += "<details>\n<summary>Second by second</summary>\n";
    begin_table(
        "", {"second", "records", "records/s", "MB/s", "p50, ms", "p95, ms", "p99, ms", "max, ms"});
    for (const SeriesPoint& row : rows) {
      text_ += "<tr>";
      for (const double value :
           {row.second, row.records, row.records_per_second, row.mb_per_second})
        text_ += number_cell(readable(value, ','));
      for (const auto field : {&SecondFigures::p50_ms, &SecondFigures::p95_ms,
                               &SecondFigures::p99_ms, &SecondFigures::max_ms})
        text_ += number_cell(row.latency ? readable((*row.latency).*field, ',') : "-");
      text_ += "</tr>\n";
    }
    end_table();
    text_ += "</details>\n";
  }

  void folded(const char* title, const std::vector<NamedText>& texts) {
    if (texts.empty()) return;
    add(text_, {"<details>\n<summary>", title, "</summary>\n"});
    named_rows(texts, "");
    text_ += "</details>\n";
  }

  void named_table(const char* title, const std::vector<NamedText>& texts) {
    if (!texts.empty()) named_rows(texts, title);
  }

  void named_rows(const std::vector<NamedText>& texts, const char* title) {
    begin_table(title, {});
    for (const NamedText& each : texts)
      add(text_, {"<tr><th scope=\"row\">", escaped(each.name), "</th><td>",
                  (each.text.empty() ? "-" : escaped(each.text)), "</td></tr>\n"});
    end_table();
  }

  void begin_table(std::string_view caption, const std::vector<std::string>& heads) {
    text_ += "<div class=\"scroll\"><table>\n";
    if (!caption.empty()) add(text_, {"<caption>", escaped(caption), "</caption>\n"});
    if (!heads.empty()) {
      text_ += "<thead><tr>";
      for (const std::string& head : heads)
        text_ += head.empty() ? "<td></td>"
                              : "<th scope=\"col\" class=\"number\">" + escaped(head) + "</th>";
      text_ += "</tr></thead>\n";
    }
    text_ += "<tbody>\n";
  }

  void end_table() { text_ += "</tbody></table></div>\n"; }

  const PerfResult& result_;
  const Comparison* comparison_;
  const PerfResult* before_;
  std::string text_;
};

}  // namespace

std::string result_page(const PerfResult& result, const Comparison* comparison) {
  return Writer(result, comparison).write();
}

}  // namespace kpp::tools
