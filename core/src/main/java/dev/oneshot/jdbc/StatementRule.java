package dev.oneshot.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What one job may have executed; asked before a statement reaches the database. */
enum StatementRule {

    /** Where data definition is part of the transaction as anything else is, and for jobs that harm only themselves. */
    ANYTHING {
        @Override
        void checkWord(@Nullable String definition) {}
    },

    /** Where data definition commits: a job that shares its transaction would commit the work of others. */
    NOT_IN_A_SHARED_TRANSACTION {
        @Override
        void checkWord(@Nullable String definition) throws SQLException {
            if (definition != null) {
                throw new SQLException(
                        definition + " commits on this database, and with it what other jobs have done in the same"
                                + " transaction: use JobOptions.withTransaction(OWN) or NONE",
                        "25000");
            }
        }
    },

    /** Where data definition commits: what a reader has written before it could not be undone any more. */
    NOT_BY_A_READER {
        @Override
        void checkWord(@Nullable String definition) throws SQLException {
            if (definition != null) {
                throw new SQLException("a job that was only to read cannot execute " + definition, "25006");
            }
        }
    };

    /** Throws if the job must not have this executed, on a database where settings commit, or do not. */
    final void check(String sql, boolean settingsCommit) throws SQLException {
        if (this != ANYTHING) {
            checkWord(DataDefinition.in(sql, settingsCommit));
        }
    }

    /** As {@link #check}, by the word of data definition in the statement; null if there is none. */
    abstract void checkWord(@Nullable String definition) throws SQLException;
}
