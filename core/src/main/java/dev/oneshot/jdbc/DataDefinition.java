package dev.oneshot.jdbc;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search of an SQL text for data definition, and for what else commits where that does. It goes by the first word of
 * each statement, and so looks no further than a text of one statement begins.
 */
final class DataDefinition {

    private static final Set<String> WORDS = Set.of(
            "ALTER",
            "ANALYZE",
            "COMMENT",
            "COMMIT",
            "CREATE",
            "DEALLOCATE",
            "DECLARE",
            "DROP",
            "EXECUTE",
            "GRANT",
            "PREPARE",
            "REFRESH",
            "RENAME",
            "REVOKE",
            "RUNSCRIPT",
            "SCRIPT",
            "SHUTDOWN",
            "TRUNCATE");

    private static final String SET = "SET";

    /** What H2 sets for the session alone, and without a commit. */
    private static final Set<String> OF_SESSION = Set.of(
            "CATALOG",
            "LAZY_QUERY_EXECUTION",
            "LOCK_TIMEOUT",
            "NON_KEYWORDS",
            "QUERY_TIMEOUT",
            "SCHEMA",
            "SCHEMA_SEARCH_PATH",
            "TIME",
            "TRUNCATE_LARGE_LENGTH",
            "VARIABLE_BINARY");

    private final String sql;
    private final boolean settingsCommit;
    private int at;

    private DataDefinition(String sql, boolean settingsCommit) {
        this.sql = sql;
        this.settingsCommit = settingsCommit;
    }

    /** What the first such statement begins with; null if there is none. */
    static @Nullable String in(String sql, boolean settingsCommit) {
        return new DataDefinition(sql, settingsCommit).find();
    }

    private @Nullable String find() {
        boolean beginning = true;
        while (at < sql.length()) {
            char next = sql.charAt(at);
            if (isComment()) {
                skipComment();
            } else if (isNext("$$")) {
                skipTo("$$", at + 2);
            } else if (next == '\'' || next == '"' || next == '`') {
                skipTo(String.valueOf(next), at + 1);
            } else if (Character.isJavaIdentifierPart(next)) {
                String word = word();
                if (beginning && WORDS.contains(word)) {
                    return word;
                }
                if (beginning && settingsCommit && word.equals(SET)) {
                    String setting = setting();
                    if (!setting.isEmpty()) {
                        return setting;
                    }
                }
                beginning = false;
                if (sql.indexOf(';', at) < 0) {
                    return null;
                }
            } else {
                // Brackets and blanks may come before the first word.
                beginning |= next == ';';
                at++;
            }
        }
        return null;
    }

    /** What follows SET, with it; empty if that does not commit. */
    private String setting() {
        while (at < sql.length() && (isComment() || Character.isWhitespace(sql.charAt(at)))) {
            if (isComment()) {
                skipComment();
            } else {
                at++;
            }
        }
        boolean variable = isNext("@");
        String name = word();
        return variable || OF_SESSION.contains(name) ? "" : (SET + ' ' + name).strip();
    }

    private boolean isComment() {
        return isNext("--") || isNext("//") || isNext("/*");
    }

    private boolean isNext(String mark) {
        return sql.startsWith(mark, at);
    }

    private String word() {
        int from = at;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            at++;
        }
        return sql.substring(from, at).toUpperCase(Locale.ROOT);
    }

    private void skipComment() {
        if (isNext("/*")) {
            skipBlock();
            return;
        }
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    /** Comments may be nested. */
    private void skipBlock() {
        int depth = 0;
        do {
            if (isNext("/*")) {
                depth++;
                at += 2;
            } else if (isNext("*/")) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
    }

    private void skipTo(String end, int from) {
        int found = sql.indexOf(end, from);
        at = found < 0 ? sql.length() : found + end.length();
    }
}
