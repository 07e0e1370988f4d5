package dev.oneshot.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Statements that are prepared for each call and closed after it, as one does with a connection that one has borrowed. */
final class PreparedPerCall implements Queries<Connection> {

    @Override
    public int stock(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            return ItemStatements.stock(select, id);
        }
    }

    @Override
    public int setStock(Connection connection, int id, int stock) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            return ItemStatements.setStock(update, id, stock);
        }
    }
}
