package dev.oneshot.jdbc;

import java.sql.SQLException;

/** What one job may have executed; asked before a statement reaches the database. */
@FunctionalInterface
interface StatementRule {

    /** Where data definition is part of the transaction as anything else is, and for jobs that harm only themselves. */
    StatementRule ANYTHING = sql -> {};

    /** Where data definition commits: a job that shares its transaction would commit the work of others. */
    StatementRule NOT_IN_A_SHARED_TRANSACTION = sql -> {
        String word = DataDefinition.in(sql);
        if (word != null) {
            throw new SQLException(
                    word + " commits on this database, and with it what other jobs have done in the same transaction:"
                            + " use JobOptions.withTransaction(OWN) or NONE",
                    "25000");
        }
    };

    /** Where data definition commits: what a reader has written before it could not be undone any more. */
    StatementRule NOT_BY_A_READER = sql -> {
        String word = DataDefinition.in(sql);
        if (word != null) {
            throw new SQLException("a job that was only to read cannot execute " + word, "25006");
        }
    };

    /** Throws if the job must not have this executed. */
    void check(String sql) throws SQLException;
}
