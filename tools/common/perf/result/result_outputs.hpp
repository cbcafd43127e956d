#pragma once

#include <optional>
#include <string>
#include <utility>

#include "command.hpp"
#include "kpp/error.hpp"
#include "perf/result/result.hpp"

namespace kpp::tools {

/// A file that is tried before a run and written after it, so that an hour's figures are not lost to
/// a wrong name. If nothing is written, however the process ends, it is as it was before: unchanged,
/// or not there.
class LateFile {
 public:
  static Result<LateFile> open(std::string path);
  LateFile(LateFile&& other) noexcept;
  LateFile& operator=(LateFile&&) = delete;
  ~LateFile();

  /// Replaces what the file holds.
  [[nodiscard]] Result<void> write(std::string_view text);

 private:
  explicit LateFile(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] Error problem(int error) const;

  std::string path_;
  int fd_ = -1;  // of a file that was there before
};

/// What becomes of a result beside Kafka's own text: --output json or csv, --report, --compare.
///
///     auto outputs = ResultOutputs::open(options, context);   // before the run
///     ...
///     outputs->write(report_json(settings, report));          // after Kafka's text, if that is wanted
class ResultOutputs {
 public:
  /// Reads the file of --compare and opens that of --report.
  static Result<ResultOutputs> open(const Options& options, Context& context);

  /// Whether there is anything to write; else the result need not be made.
  [[nodiscard]] bool wanted() const { return data() || page_ || before_; }
  /// `json`: the whole result. Standard output gets it in the format that was asked for, or, where
  /// that is Kafka's and there is no page, the comparison as a table.
  [[nodiscard]] Result<void> write(const std::string& json);

 private:
  explicit ResultOutputs(Context& context) : context_(context) {}
  [[nodiscard]] bool data() const { return context_.format != OutputFormat::kafka; }

  Context& context_;
  std::optional<LateFile> page_;
  std::optional<std::pair<std::string, PerfResult>> before_;  // the file's name, what it holds
};

/// --from-result: writes an earlier result instead of making one. Answers the status.
int write_earlier_result(const Options& options, Context& context);

}  // namespace kpp::tools
