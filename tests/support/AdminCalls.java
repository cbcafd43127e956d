import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.Uuid;

/** Calls of Java's Admin, each once, for capture_wire.py. An error that the broker answers is as good as a success. */
public class AdminCalls {
    private static void tried(String what, KafkaFuture<?> answer) {
        try {
            answer.get();
        } catch (Exception e) {
            System.out.println(what + ": " + e.getCause());
        }
    }

    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args[0]);
        settings.put("request.timeout.ms", "5000");
        settings.put("default.api.timeout.ms", "5000");
        TopicPartition first = new TopicPartition("captured-calls", 0);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(first.topic(), 2, (short) 1))).all().get();
            tried("deleteRecords", admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(-1))).all());
            tried("electLeaders", admin.electLeaders(ElectionType.PREFERRED, Set.of(first)).all());
            tried("electLeaders of all", admin.electLeaders(ElectionType.UNCLEAN, null).all());
            Optional<NewPartitionReassignment> there = Optional.of(new NewPartitionReassignment(List.of(1)));
            tried("alterPartitionReassignments", admin.alterPartitionReassignments(
                    Map.of(first, there, new TopicPartition(first.topic(), 1), Optional.empty())).all());
            tried("describeLogDirs", admin.describeLogDirs(List.of(1)).allDescriptions());
            tried("alterReplicaLogDirs", admin.alterReplicaLogDirs(
                    Map.of(new TopicPartitionReplica(first.topic(), 0, 1), "/no/such/folder")).all());
            tried("unregisterBroker", admin.unregisterBroker(77).all());
            tried("describeMetadataQuorum", admin.describeMetadataQuorum().quorumInfo());
            tried("addRaftVoter", admin.addRaftVoter(77, Uuid.ONE_UUID,
                    Set.of(new RaftVoterEndpoint("CONTROLLER", "localhost", 1))).all());
            tried("removeRaftVoter", admin.removeRaftVoter(77, Uuid.ONE_UUID).all());

            String group = "captured-calls";
            admin.alterConsumerGroupOffsets(group, Map.of(first, new OffsetAndMetadata(0))).all().get();
            tried("removeMembersFromConsumerGroup", admin.removeMembersFromConsumerGroup(group,
                    new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove("nobody")))).all());
            tried("describeShareGroups", admin.describeShareGroups(List.of(group)).all());
            tried("describeStreamsGroups", admin.describeStreamsGroups(List.of(group)).all());
            tried("listShareGroupOffsets",
                    admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec())).all());
            tried("alterShareGroupOffsets", admin.alterShareGroupOffsets(group, Map.of(first, 0L)).all());
            tried("deleteShareGroupOffsets", admin.deleteShareGroupOffsets(group, Set.of(first.topic())).all());

            admin.deleteConsumerGroups(List.of(group)).all().get();
            admin.deleteTopics(List.of(first.topic())).all().get();
        }
    }
}
