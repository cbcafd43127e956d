// error: use of deleted function
#include "kpp/record.hpp"

kpp::MessageBatch take(kpp::MessageBatch& batch) {
#ifdef MISUSE
  return kpp::MessageBatch(batch);
#else
  return kpp::MessageBatch(std::move(batch));
#endif
}
