package dev.oneshot.jdbc;

/** Where the first word of an SQL text begins, behind blanks and comments; by PostgreSQL's rules. */
final class SqlBeginning {

    private static final String BLANKS = " \t\n\r\f\u000b";

    private SqlBeginning() {}

    /** Its index; the text's length if there is none. */
    static int of(String sql) {
        int at = 0;
        while (at < sql.length()) {
            int next = at;
            if (BLANKS.indexOf(sql.charAt(at)) >= 0) {
                next = at + 1;
            } else if (sql.startsWith("--", at)) {
                next = afterLine(sql, at);
            } else if (sql.startsWith("/*", at)) {
                next = afterBlock(sql, at);
            }
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static int afterLine(String sql, int from) {
        int at = from;
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** Such comments may be nested. */
    private static int afterBlock(String sql, int from) {
        int depth = 0;
        int at = from;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        return at;
    }
}
