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
            "DROP",
            "GRANT",
            "PREPARE",
            "RENAME",
            "REVOKE",
            "RUNSCRIPT",
            "SCRIPT",
            "SHUTDOWN",
            "TRUNCATE");

    private final String sql;
    private int at;

    private DataDefinition(String sql) {
        this.sql = sql;
    }

    /** The word that the first such statement begins with; null if there is none. */
    static @Nullable String in(String sql) {
        return new DataDefinition(sql).find();
    }

    private @Nullable String find() {
        boolean beginning = true;
        while (at < sql.length()) {
            char next = sql.charAt(at);
            if (isNext("--") || isNext("//")) {
                skipLine();
            } else if (isNext("/*")) {
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

    private void skipLine() {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    /** Comments may be nested. */
    private void skipComment() {
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
