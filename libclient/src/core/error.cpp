#include "kpp/error.hpp"

namespace kpp {

struct Error::Detail {
  ErrorCode code = ErrorCode::none;
  std::string message;
  std::string operation;
  std::optional<std::string> topic;
  std::optional<std::int32_t> partition;
  std::optional<std::int32_t> broker;
  bool fatal = false;
  bool retriable = false;
  bool requires_abort = false;
};

Error::Error(ErrorCode code) : Error(code, {}) {}

Error::Error(ErrorCode code, std::string message) {
  auto detail = std::make_shared<Detail>();
  detail->code = code;
  detail->message = message.empty() ? std::string(default_message(code)) : std::move(message);
  detail->retriable = is_retriable(code);
  detail->requires_abort = code == ErrorCode::transaction_abortable;
  detail_ = std::move(detail);
}

ErrorCode Error::code() const noexcept {
  return detail_->code;
}
const std::string& Error::message() const noexcept {
  return detail_->message;
}
const std::string& Error::operation() const noexcept {
  return detail_->operation;
}
const std::optional<std::string>& Error::topic() const noexcept {
  return detail_->topic;
}
std::optional<std::int32_t> Error::partition() const noexcept {
  return detail_->partition;
}
std::optional<std::int32_t> Error::broker() const noexcept {
  return detail_->broker;
}
bool Error::fatal() const noexcept {
  return detail_->fatal;
}
bool Error::retriable() const noexcept {
  return detail_->retriable;
}
bool Error::requires_abort() const noexcept {
  return detail_->requires_abort;
}

std::string Error::to_string() const {
  std::string text;
  if (!detail_->operation.empty()) text += detail_->operation + ": ";
  text += detail_->message;
  std::string where;
  if (detail_->topic) {
    where = "topic " + *detail_->topic;
    if (detail_->partition) where += " partition " + std::to_string(*detail_->partition);
  }
  if (detail_->broker) {
    if (!where.empty()) where += ", ";
    where += "broker " + std::to_string(*detail_->broker);
  }
  if (!where.empty()) text += " (" + where + ')';
  return text;
}

Error Error::with_operation(std::string operation) const {
  auto detail = std::make_shared<Detail>(*detail_);
  detail->operation = std::move(operation);
  return Error(std::move(detail));
}

Error Error::with_topic(std::string topic) const {
  auto detail = std::make_shared<Detail>(*detail_);
  detail->topic = std::move(topic);
  return Error(std::move(detail));
}

Error Error::with_partition(std::string topic, std::int32_t partition) const {
  auto detail = std::make_shared<Detail>(*detail_);
  detail->topic = std::move(topic);
  detail->partition = partition;
  return Error(std::move(detail));
}

Error Error::with_broker(std::int32_t broker) const {
  auto detail = std::make_shared<Detail>(*detail_);
  detail->broker = broker;
  return Error(std::move(detail));
}

Error Error::with_flags(bool fatal, bool retriable, bool requires_abort) const {
  auto detail = std::make_shared<Detail>(*detail_);
  detail->fatal = fatal;
  detail->retriable = retriable;
  detail->requires_abort = requires_abort;
  return Error(std::move(detail));
}

}  // namespace kpp
