package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prepared statements of one connection that are kept for later jobs, by their SQL; also while a job has them. The one
 * that was used least recently is given up when there are too many. Belongs to the worker's thread.
 */
final class StatementCache {

    private static final int CAPACITY = 128;

    /** How many queries are kept that remember rows; H2 itself keeps the plans, and so the rows, of as many. */
    private static final int MOST_REMEMBERING = 8;

    private static final float USUAL_LOAD = 0.75f;
    private static final boolean BY_LATEST_USE = true;

    private final Connection connection;
    private final boolean queriesRemember;
    private final boolean definitionCommits;
    private final boolean settingsCommit;
    private final Map<String, KeptStatement> kept = new LinkedHashMap<>(CAPACITY * 2, USUAL_LOAD, BY_LATEST_USE);

    StatementCache(Connection connection, Dialect dialect, boolean definitionCommits) {
        this.connection = connection;
        this.queriesRemember = dialect.queriesRemember();
        this.definitionCommits = definitionCommits;
        this.settingsCommit = dialect.settingsCommit();
    }

    /** Whether a query must not be put back whose columns were asked for by their labels. */
    boolean queriesRemember() {
        return queriesRemember;
    }

    /** The statement with this SQL, if no job has it, or a new one; throws if the rule forbids it. */
    KeptStatement take(String sql, StatementRule rule) throws SQLException {
        KeptStatement known = kept.get(sql);
        if (known == null || known.lent) {
            return prepare(sql, rule);
        }
        rule.checkWord(known.definition());
        if (known.statement().isClosed()) {
            return prepare(sql, rule);
        }
        known.lent = true;
        return known;
    }

    private KeptStatement prepare(String sql, StatementRule rule) throws SQLException {
        String definition = definitionCommits ? DataDefinition.in(sql, settingsCommit) : null;
        rule.checkWord(definition);
        return new KeptStatement(sql, connection.prepareStatement(sql), definition);
    }

    /** Puts a statement back that is as it was when it was prepared, but for its parameters. */
    void putBack(KeptStatement statement) throws SQLException {
        if (statement.statement().isClosed()) {
            return;
        }
        statement.statement().clearParameters();
        KeptStatement twin = kept.putIfAbsent(statement.sql(), statement);
        if (twin == null) {
            if (queriesRemember && statement.query) {
                giveUpEldestQuery();
            }
            giveUpEldest();
        } else if (twin != statement) {
            statement.statement().close();
            return;
        }
        statement.lent = false;
    }

    private void giveUpEldest() throws SQLException {
        if (kept.size() > CAPACITY) {
            Iterator<KeptStatement> byLatestUse = kept.values().iterator();
            forget(byLatestUse.next(), byLatestUse);
        }
    }

    private void giveUpEldestQuery() throws SQLException {
        int queries = 0;
        for (KeptStatement each : kept.values()) {
            queries += each.query ? 1 : 0;
        }
        Iterator<KeptStatement> byLatestUse = kept.values().iterator();
        while (queries > MOST_REMEMBERING) {
            KeptStatement eldest = byLatestUse.next();
            if (eldest.query) {
                forget(eldest, byLatestUse);
                queries--;
            }
        }
    }

    /** One that a job still has is only forgotten, and comes back like a new one. */
    private static void forget(KeptStatement statement, Iterator<KeptStatement> here) throws SQLException {
        here.remove();
        if (!statement.lent) {
            statement.statement().close();
        }
    }

    /** Closes a statement that no other job is to have. */
    void drop(KeptStatement statement) throws SQLException {
        kept.remove(statement.sql(), statement);
        statement.statement().close();
    }

    /** Closes all of them. */
    void clear() throws SQLException {
        List<KeptStatement> closing = List.copyOf(kept.values());
        kept.clear();
        for (KeptStatement statement : closing) {
            statement.statement().close();
        }
    }
}
