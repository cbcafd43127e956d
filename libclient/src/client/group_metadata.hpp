#pragma once

#include "client/rdkafka.hpp"
#include "kpp/consumer.hpp"

namespace kpp {

struct GroupMetadata::Native {
  client::GroupMetadataPtr metadata;
};

}  // namespace kpp
