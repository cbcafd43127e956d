#pragma once
// The one place that includes librdkafka's header, and owners for what it hands out.

#include <librdkafka/rdkafka.h>

#include <memory>

#if RD_KAFKA_VERSION < 0x020800ff
#error "kpp needs librdkafka 2.8.0 or newer"
#endif

namespace kpp::client {

template <auto Destroy>
struct CallDestroy {
  template <class T>
  void operator()(T* object) const noexcept {
    Destroy(object);
  }
};

using ConfPtr = std::unique_ptr<rd_kafka_conf_t, CallDestroy<rd_kafka_conf_destroy>>;
using TopicPtr = std::unique_ptr<rd_kafka_topic_t, CallDestroy<rd_kafka_topic_destroy>>;
using QueuePtr = std::unique_ptr<rd_kafka_queue_t, CallDestroy<rd_kafka_queue_destroy>>;
using EventPtr = std::unique_ptr<rd_kafka_event_t, CallDestroy<rd_kafka_event_destroy>>;
using RdErrorPtr = std::unique_ptr<rd_kafka_error_t, CallDestroy<rd_kafka_error_destroy>>;
using HeadersPtr = std::unique_ptr<rd_kafka_headers_t, CallDestroy<rd_kafka_headers_destroy>>;
using MetadataPtr =
    std::unique_ptr<const rd_kafka_metadata_t, CallDestroy<rd_kafka_metadata_destroy>>;
using PartitionListPtr = std::unique_ptr<rd_kafka_topic_partition_list_t,
                                         CallDestroy<rd_kafka_topic_partition_list_destroy>>;
using GroupMetadataPtr = std::unique_ptr<rd_kafka_consumer_group_metadata_t,
                                         CallDestroy<rd_kafka_consumer_group_metadata_destroy>>;
using AdminOptionsPtr =
    std::unique_ptr<rd_kafka_AdminOptions_t, CallDestroy<rd_kafka_AdminOptions_destroy>>;

}  // namespace kpp::client
