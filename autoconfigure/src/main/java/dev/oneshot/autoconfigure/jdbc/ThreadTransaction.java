package dev.oneshot.autoconfigure.jdbc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * All that Spring's transaction support knows of a thread. On the worker's own thread that is nothing; a job that runs on
 * its caller's thread must no more see the caller's transaction than it would from the worker's.
 */
record ThreadTransaction(
        Map<Object, Object> resources,
        @Nullable List<TransactionSynchronization> synchronizations,
        boolean active,
        @Nullable String name,
        boolean readOnly,
        @Nullable Integer isolationLevel) {

    private static final ThreadTransaction NONE = new ThreadTransaction(Map.of(), null, false, null, false, null);

    /** Takes it from the thread, which then knows nothing. */
    static ThreadTransaction putAside() {
        Map<Object, Object> resources = TransactionSynchronizationManager.getResourceMap();
        boolean synchronizing = TransactionSynchronizationManager.isSynchronizationActive();
        if (resources.isEmpty() && !synchronizing) {
            return NONE;
        }
        ThreadTransaction known = new ThreadTransaction(
                Map.copyOf(resources),
                synchronizing ? TransactionSynchronizationManager.getSynchronizations() : null,
                TransactionSynchronizationManager.isActualTransactionActive(),
                TransactionSynchronizationManager.getCurrentTransactionName(),
                TransactionSynchronizationManager.isCurrentTransactionReadOnly(),
                TransactionSynchronizationManager.getCurrentTransactionIsolationLevel());
        forget();
        return known;
    }

    /** Gives it back to the thread, in place of whatever that knows now. */
    void bringBack() {
        forget();
        resources.forEach(ThreadTransaction::bind);
        if (synchronizations != null) {
            TransactionSynchronizationManager.initSynchronization();
            synchronizations.forEach(TransactionSynchronizationManager::registerSynchronization);
            TransactionSynchronizationManager.setActualTransactionActive(active);
            TransactionSynchronizationManager.setCurrentTransactionName(name);
            TransactionSynchronizationManager.setCurrentTransactionReadOnly(readOnly);
            TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(isolationLevel);
        }
    }

    private static void forget() {
        Map.copyOf(TransactionSynchronizationManager.getResourceMap()).forEach((key, resource) -> {
            if (resource instanceof JobConnectionHolder holder) {
                holder.letGo();
            }
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        });
        TransactionSynchronizationManager.clear();
    }

    private static void bind(Object key, Object resource) {
        if (resource instanceof JobConnectionHolder holder) {
            holder.hold();
        } else {
            TransactionSynchronizationManager.bindResource(key, resource);
        }
    }
}
