package traefik4j.provider.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.control.keyvalue.Store.Leadership;

/** Curator's queue of all that would like to lead; the first in it does (reference §8.1). */
final class ZooKeeperLatch implements Leadership, LeaderLatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperLatch.class);

    private final ZooKeeperStore store;
    private final CuratorFramework client;
    private final String path;
    private final CountDownLatch lost = new CountDownLatch(1);
    private final String node;
    private final LeaderLatch latch;

    ZooKeeperLatch(ZooKeeperStore store, CuratorFramework client, String path, String node) {
        this.store = store;
        this.client = client;
        this.path = path;
        this.latch = new LeaderLatch(client, path, node);
        this.node = node;
    }

    ZooKeeperLatch campaign() throws IOException, InterruptedException {
        latch.addListener(this);
        try {
            store.attempt(() -> {
                latch.start();
                latch.await();
                client.setData().forPath(path, node.getBytes(StandardCharsets.UTF_8));
            });
            return this;
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void isLeader() {
        LOG.debug("the first in the queue of {}", path);
    }

    @Override
    public void notLeader() {
        lost.countDown();
    }

    @Override
    public void keep() throws IOException, InterruptedException {
        lost.await();
        throw new IOException("ZooKeeper says that this instance no longer has " + path);
    }

    @Override
    public void close() {
        try {
            if (latch.getState() == LeaderLatch.State.STARTED) {
                latch.close();
            }
        } catch (IOException e) {
            LOG.debug("{} could not be given up, it ends with the session", path, e);
        }
    }
}
