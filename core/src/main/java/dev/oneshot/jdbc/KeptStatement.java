package dev.oneshot.jdbc;

import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/** A prepared statement that goes from job to job, and what is known of its SQL. Belongs to {@link StatementCache}. */
final class KeptStatement {

    private final String sql;
    private final PreparedStatement statement;
    private final @Nullable String definition;

    /** Whether a job has it. */
    boolean lent = true;

    /** Whether it has returned rows. */
    boolean query;

    KeptStatement(String sql, PreparedStatement statement, @Nullable String definition) {
        this.sql = sql;
        this.statement = statement;
        this.definition = definition;
    }

    String sql() {
        return sql;
    }

    PreparedStatement statement() {
        return statement;
    }

    /** The word of data definition in it; null if there is none, or if it does no harm on this database. */
    @Nullable String definition() {
        return definition;
    }
}
