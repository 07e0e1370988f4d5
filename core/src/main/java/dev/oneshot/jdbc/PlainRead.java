package dev.oneshot.jdbc;

import java.util.Locale;
import java.util.Set;

/**
 * A query that reads and does nothing else, as far as its text tells: it calls no function, locks no row, writes no table and
 * does not ask for the time, which is that of its transaction. A text of which that is not certain counts for none, so a word
 * inside quotation marks is taken for what it would be outside of them.
 */
final class PlainRead {

    private static final String SELECT = "SELECT";

    /** What a call, a second statement, or an escape of JDBC's has. */
    private static final String MARKS = "(;{";

    private static final Set<String> WORDS = Set.of(
            "FOR",
            "INTO",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "NOW",
            "TODAY",
            "TOMORROW",
            "YESTERDAY");

    private PlainRead() {}

    static boolean is(String sql) {
        int beginning = SqlBeginning.of(sql);
        if (!sql.regionMatches(true, beginning, SELECT, 0, SELECT.length())) {
            return false;
        }
        int word = beginning;
        for (int at = beginning; at <= sql.length(); at++) {
            char next = at < sql.length() ? sql.charAt(at) : ' ';
            if (!Character.isJavaIdentifierPart(next)) {
                if (MARKS.indexOf(next) >= 0 || isForbidden(sql.substring(word, at))) {
                    return false;
                }
                word = at + 1;
            }
        }
        return true;
    }

    private static boolean isForbidden(String word) {
        return word.length() > 2 && WORDS.contains(word.toUpperCase(Locale.ROOT));
    }
}
