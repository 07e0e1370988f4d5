package dev.oneshot.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A connection and the statements that its owner has prepared once and for all. Used by one thread. */
final class ItemStatements implements AutoCloseable {

    /** Executes what the owner keeps. */
    static final Queries<ItemStatements> KEPT = new Queries<>() {

        @Override
        public int stock(ItemStatements statements, int id) throws SQLException {
            return ItemStatements.stock(statements.select, id);
        }

        @Override
        public int setStock(ItemStatements statements, int id, int stock) throws SQLException {
            return ItemStatements.setStock(statements.update, id, stock);
        }
    };

    private final Connection connection;
    private final PreparedStatement select;
    private final PreparedStatement update;

    ItemStatements(Connection connection) throws SQLException {
        this.connection = connection;
        this.select = connection.prepareStatement(Queries.SELECT);
        this.update = connection.prepareStatement(Queries.UPDATE);
    }

    static int stock(PreparedStatement select, int id) throws SQLException {
        select.setInt(1, id);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next() || row.getString(1).isEmpty()) {
                throw new IllegalStateException("No item " + id);
            }
            return row.getInt(2);
        }
    }

    static int setStock(PreparedStatement update, int id, int stock) throws SQLException {
        update.setInt(1, stock);
        update.setInt(2, id);
        return update.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
