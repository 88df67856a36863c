package traefik4j.control.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import traefik4j.config.Cluster;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;

class ElectionTest {
    private final MemoryStore store = new MemoryStore();

    private Election election(String node) {
        KeyValueStore options = new KeyValueStore(
                KeyValueStore.Kind.ETCD, List.of("nowhere"), "/traefik", true, null, null, null, Constraints.NONE);
        Election election = new Election(options, Cluster.DEFAULT, node, () -> store);
        election.start();
        return election;
    }

    @Test
    void oneOfThemLeadsAndTheOtherFollowsWhenItStops() throws Exception {
        Election first = election("a");
        first.await(true);
        try (Election second = election("b")) {
            assertThat(second.isLeader()).isFalse();
            first.close();
            second.await(true);
            assertThat(first.isLeader()).isFalse();
            assertThat(store.read("traefik").keys()).containsEntry("leader", "b");
        }
    }

    @Test
    void aLostLockIsTriedForAgain() throws Exception {
        try (Election election = election("a")) {
            election.await(true);
            store.down(true);
            election.await(false);
            store.down(false);
            await().until(election::isLeader);
        }
    }
}
