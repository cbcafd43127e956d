#include "cmd/leader_election/render.hpp"
#include "common/java_error.hpp"

namespace kpp::tools::leader_election {
namespace {

struct Words {
  std::string election;  // "leader election (PREFERRED)"
  std::string already;
};

std::string joined(const std::vector<TopicPartition>& partitions) {
  std::string text;
  for (const TopicPartition& partition : partitions) {
    if (!text.empty()) text += ", ";
    text += partition.to_string();
  }
  return text;
}

std::string render(const Report& report, const Words& words) {
  std::string text;
  if (!report.elected.empty())
    text += "Successfully completed " + words.election + " for partitions " +
            joined(report.elected) + '\n';
  if (!report.not_needed.empty())
    text += words.already + " replica already elected for partitions " + joined(report.not_needed) +
            '\n';
  for (const auto& [partition, error] : report.failed)
    text += "Error completing " + words.election + " for partition: " + partition.to_string() +
            ": " + as_java_exception(error) + '\n';
  return text;
}

}  // namespace

std::string render_text(const Report& report) {
  const bool preferred = report.type == ElectionType::preferred;
  return render(report,
                {preferred ? "leader election (PREFERRED)" : "leader election (UNCLEAN)", "Valid"});
}

std::string render_old_text(const Report& report) {
  return render(report, {"preferred leader election", "Preferred"});
}

}  // namespace kpp::tools::leader_election
