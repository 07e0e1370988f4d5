package dev.oneshot.benchmarks.database;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.Operation;
import java.util.SplittableRandom;

/**
 * One caller, who reads and changes items by chance.
 *
 * @param <C> what the statements are executed on
 */
final class Shopper<C> {

    private static final int READS_PER_WRITE = 4;

    private final Access<C> access;
    private final Queries<C> queries;
    private final SplittableRandom random;

    Shopper(Access<C> access, Queries<C> queries, long seed) {
        this.access = access;
        this.queries = queries;
        this.random = new SplittableRandom(seed);
    }

    /** What this caller does again and again. */
    Call call(Operation operation) {
        return switch (operation) {
            case READ -> this::read;
            case WRITE -> this::write;
            case MIX -> this::readOrWrite;
            case NOTHING -> throw new IllegalArgumentException("A database has something to do");
        };
    }

    private void readOrWrite() throws Exception {
        if (random.nextInt(READS_PER_WRITE + 1) == 0) {
            write();
        } else {
            read();
        }
    }

    private void read() throws Exception {
        int id = anyItem();
        access.call(connection -> queries.stock(connection, id), true);
    }

    private void write() throws Exception {
        int id = anyItem();
        int stock = random.nextInt();
        int changed = access.call(connection -> queries.setStock(connection, id, stock), false);
        if (changed != 1) {
            throw new IllegalStateException(changed + " rows changed instead of one");
        }
    }

    private int anyItem() {
        return random.nextInt(Items.ROWS) + 1;
    }
}
