package dev.oneshot.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The rows of a lent statement, in the hands of the same job. Some drivers have one such object for all executions of a
 * statement, so a job that kept its rows would read those of a later job; this one ends with the lent statement.
 */
final class LentResultSet extends DelegatingResultSet {

    private final ResultSet rows;
    private final LentStatement statement;

    LentResultSet(ResultSet rows, LentStatement statement) {
        this.rows = rows;
        this.statement = statement;
    }

    @Override
    ResultSet delegate() throws SQLException {
        statement.requireOpen();
        return rows;
    }

    @Override
    ResultSet byLabel() throws SQLException {
        ResultSet own = delegate();
        statement.askedByLabel();
        return own;
    }

    @Override
    ResultSet reaching(ResultSet own) throws SQLException {
        statement.lender().reaching();
        return own;
    }

    /** Some databases do not execute a query before its rows are read. */
    @Override
    public boolean next() throws SQLException {
        ResultSet own = delegate();
        try {
            return own.next();
        } catch (SQLException e) {
            throw statement.lender().failed(e);
        }
    }

    /** The driver's rows know the driver's connection. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        ResultSet own = byLabel();
        statement.lender().exposing();
        return own.unwrap(type);
    }

    @Override
    public Statement getStatement() {
        return statement;
    }

    @Override
    public boolean isClosed() throws SQLException {
        return statement.isOver() || rows.isClosed();
    }

    @Override
    public void close() throws SQLException {
        if (!statement.isOver()) {
            rows.close();
            statement.rowsClosed();
        }
    }

    @Override
    public String toString() {
        return "lent " + rows;
    }
}
