package dev.oneshot.autoconfigure.jdbc;

import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/** What became of one job, for the synchronizations that it has registered. */
record Completion(List<TransactionSynchronization> synchronizations, int status) {

    private static final Log LOG = LogFactory.getLog(Completion.class);

    /** Tells them all; one that fails keeps the news from no other. */
    void tell() {
        if (status == TransactionSynchronization.STATUS_COMMITTED) {
            synchronizations.forEach(Completion::afterCommit);
        }
        TransactionSynchronizationUtils.invokeAfterCompletion(synchronizations, status);
    }

    private static void afterCommit(TransactionSynchronization synchronization) {
        try {
            synchronization.afterCommit();
        } catch (Throwable e) {
            LOG.error("A synchronization failed after the commit of its job, which stays done", e);
        }
    }
}
