package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of a query must not have if it is to be executed ahead of its transaction. */
class PlainReadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT name, stock FROM item WHERE id = ?",
                "select *\n  from item i join price p on p.item = i.id order by p.amount desc limit 10",
                "SELECT 'form' FROM item",
                "SELECT 1",
                "\n  SELECT 1",
                "/* first; and (only) /* of all */ */ -- now\r\n\tselect 1"
            })
    void readsAndDoesNothingElse(String sql) {
        assertThat(PlainRead.is(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT set_config('app.user', ?, true)",
                "SELECT stock FROM item WHERE id = ? FOR UPDATE",
                "select stock from item for\nshare",
                "SELECT * INTO copy FROM item",
                "SELECT 1; DELETE FROM item",
                "SELECT current_timestamp",
                "SELECT 'now'::timestamptz",
                "SELECT 1 FROM item WHERE day = localtimestamp",
                "WITH gone AS (DELETE FROM item RETURNING id) SELECT id FROM gone",
                "INSERT INTO item VALUES ?",
                "-- SELECT 1",
                "/* SELECT 1",
                "/ * */ SELECT 1",
                "\u2003SELECT 1"
            })
    void mayDoMoreThanRead(String sql) {
        assertThat(PlainRead.is(sql)).isFalse();
    }
}
