import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.*;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.*;
import org.apache.kafka.common.resource.*;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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

            settings(admin, first.topic());
            passwords(admin);
            acls(admin, first.topic());
            tokens(admin);
            transactions(admin, settings, first);

            admin.deleteConsumerGroups(List.of(group)).all().get();
            admin.deleteTopics(List.of(first.topic())).all().get();
        }
    }

    private static void settings(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        tried("incrementalAlterConfigs", admin.incrementalAlterConfigs(Map.of(resource, List.of(
                new AlterConfigOp(new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET),
                new AlterConfigOp(new ConfigEntry("segment.ms", null), AlterConfigOp.OpType.DELETE)))).all());
        tried("listConfigResources", admin.listConfigResources().all());
        tried("listConfigResources of one type", admin.listConfigResources(
                Set.of(ConfigResource.Type.CLIENT_METRICS), new ListConfigResourcesOptions()).all());
        ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "captured"));
        tried("alterClientQuotas", admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client,
                List.of(new ClientQuotaAlteration.Op("request_percentage", 12.5))))).all());
        tried("describeClientQuotas", admin.describeClientQuotas(ClientQuotaFilter.all()).entities());
        tried("alterClientQuotas away", admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client,
                List.of(new ClientQuotaAlteration.Op("request_percentage", null))))).all());
        tried("updateFeatures", admin.updateFeatures(Map.of("group.version",
                new FeatureUpdate((short) 77, FeatureUpdate.UpgradeType.UPGRADE)),
                new UpdateFeaturesOptions().validateOnly(true)).all());
    }

    private static void passwords(Admin admin) {
        tried("alterUserScramCredentials", admin.alterUserScramCredentials(List.of(
                new UserScramCredentialUpsertion("captured",
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), "pw"))).all());
        tried("describeUserScramCredentials", admin.describeUserScramCredentials().all());
        tried("alterUserScramCredentials away", admin.alterUserScramCredentials(List.of(
                new UserScramCredentialDeletion("captured", ScramMechanism.SCRAM_SHA_256))).all());
    }

    private static void acls(Admin admin, String topic) {
        AclBinding binding = new AclBinding(new ResourcePattern(ResourceType.TOPIC, topic, PatternType.PREFIXED),
                new AccessControlEntry("User:alice", "*", AclOperation.READ, AclPermissionType.ALLOW));
        tried("createAcls", admin.createAcls(List.of(binding)).all());
        tried("describeAcls", admin.describeAcls(AclBindingFilter.ANY).values());
        tried("deleteAcls", admin.deleteAcls(List.of(binding.toFilter())).all());
    }

    private static void tokens(Admin admin) {
        byte[] hmac = {1, 2, 3};
        tried("createDelegationToken", admin.createDelegationToken().delegationToken());
        tried("renewDelegationToken", admin.renewDelegationToken(hmac).expiryTimestamp());
        tried("expireDelegationToken", admin.expireDelegationToken(hmac).expiryTimestamp());
        tried("describeDelegationToken", admin.describeDelegationToken().delegationTokens());
    }

    private static void transactions(Admin admin, Properties settings, TopicPartition partition) {
        String id = "captured-calls";
        Properties of = new Properties();
        of.putAll(settings);
        of.put("transactional.id", id);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(of, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[] {1}));
            producer.flush();
            tried("listTransactions", admin.listTransactions().all());
            tried("describeTransactions", admin.describeTransactions(List.of(id)).all());
            tried("describeProducers", admin.describeProducers(List.of(partition)).all());
            tried("abortTransaction", admin.abortTransaction(
                    new AbortTransactionSpec(partition, 12345, (short) 0, 0)).all());
            producer.abortTransaction();
            producer.close(Duration.ofSeconds(5));
        }
        tried("fenceProducers", admin.fenceProducers(List.of(id)).all());
    }
}
