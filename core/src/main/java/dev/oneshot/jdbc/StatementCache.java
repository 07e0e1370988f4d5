package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prepared statements of one connection that no job uses at the moment, by their SQL. The one that was used least
 * recently is closed when there are too many. Belongs to the worker's thread.
 */
final class StatementCache {

    private static final int CAPACITY = 128;

    private final Connection connection;
    private final boolean keepsQueries;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    StatementCache(Connection connection, boolean keepsQueries) {
        this.connection = connection;
        this.keepsQueries = keepsQueries;
    }

    /** Whether a statement that has returned rows may be put back. */
    boolean keepsQueries() {
        return keepsQueries;
    }

    /** Takes the statement with this SQL out of the cache, or prepares one. */
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement known = idle.remove(sql);
        return known == null || known.isClosed() ? connection.prepareStatement(sql) : known;
    }

    /** Puts a statement back that is as it was when it was prepared, but for its parameters. */
    void putBack(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > CAPACITY) {
            Map.Entry<String, PreparedStatement> eldest =
                    idle.entrySet().iterator().next();
            idle.remove(eldest.getKey());
            eldest.getValue().close();
        }
    }

    /** Closes all that were put back. */
    void clear() throws SQLException {
        List<PreparedStatement> closing = List.copyOf(idle.values());
        idle.clear();
        for (PreparedStatement statement : closing) {
            statement.close();
        }
    }
}
