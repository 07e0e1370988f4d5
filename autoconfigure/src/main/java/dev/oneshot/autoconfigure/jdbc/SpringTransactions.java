package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.worker.Transactions;
import java.util.List;
import java.util.function.Consumer;

/** The transactions of a connection; the synchronizations of the jobs in one are told when it has ended. */
final class SpringTransactions implements Transactions {

    private final Transactions jdbc;
    private final Completions completions;
    private final Consumer<List<Completion>> teller;

    SpringTransactions(Transactions jdbc, Completions completions, Consumer<List<Completion>> teller) {
        this.jdbc = jdbc;
        this.completions = completions;
        this.teller = teller;
    }

    @Override
    public void begin() throws Exception {
        jdbc.begin();
    }

    @Override
    public void commit() throws Exception {
        completions.commitBegan();
        jdbc.commit();
        tell(completions.committed());
    }

    @Override
    public void rollback() throws Exception {
        jdbc.rollback();
        tell(completions.rolledBack());
    }

    @Override
    public Fence fence() throws Exception {
        Fence fence = jdbc.fence();
        return new Fence() {
            @Override
            public void release() throws Exception {
                fence.release();
            }

            @Override
            public void rollback() throws Exception {
                fence.rollback();
                completions.lastUndone();
            }
        };
    }

    private void tell(List<Completion> settled) {
        if (!settled.isEmpty()) {
            teller.accept(settled);
        }
    }
}
