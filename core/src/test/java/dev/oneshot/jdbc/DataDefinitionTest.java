package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is data definition by its text. */
class DataDefinitionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE entry (id INT)",
                "create table entry (id int)",
                " \n\t CREATE TABLE entry (id INT)",
                "-- an entry; or two\nCREATE TABLE entry (id INT)",
                "// an entry\r\nCREATE TABLE entry (id INT)",
                "/* an entry */CREATE TABLE entry (id INT)",
                "/* one /* and its */ entry */ CREATE TABLE entry (id INT)",
                ";; CREATE TABLE entry (id INT)",
                "{CREATE TABLE entry (id INT)}",
                "INSERT INTO entry VALUES (1); CREATE TABLE another (id INT)",
                "INSERT INTO entry VALUES ('it''s; '); /* ; */ CREATE TABLE another (id INT)",
                "INSERT INTO entry VALUES ($$'$$);CREATE TABLE another (id INT)"
            })
    void thereIsOne(String sql) {
        assertThat(DataDefinition.in(sql, false)).isEqualTo("CREATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SET AUTOCOMMIT TRUE", "select 1; set /* - */ autocommit=true", "SET\n-- off\nAutoCommit ON"})
    void aSettingIsAsGoodAsOneWhereItCommits(String sql) {
        assertThat(DataDefinition.in(sql, true)).isEqualTo("SET AUTOCOMMIT");
        assertThat(DataDefinition.in(sql, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SET @x = 1", "SET\t@ x = 1", "set lock_timeout 1000", "SET SCHEMA shop", "SET TIME ZONE 'UTC'"})
    void aSettingOfTheSessionIsNone(String sql) {
        assertThat(DataDefinition.in(sql, true)).isNull();
        assertThat(DataDefinition.in(sql + "; SET MODE MySQL", true)).isEqualTo("SET MODE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "SELECT CREATE FROM entry",
                "INSERT INTO entry VALUES ('; CREATE TABLE another (id INT)')",
                "UPDATE entry SET \"; DROP\" = 1; SELECT 2",
                "SELECT 1 -- ; DROP TABLE entry",
                "SELECT 1 /* ; DROP TABLE entry; ",
                "SELECT $$; DROP $$",
                "SELECT 1; SELECT ';",
                "CREATED",
                "WITH n AS (SELECT 1) SELECT * FROM n"
            })
    void thereIsNone(String sql) {
        assertThat(DataDefinition.in(sql, false)).isNull();
    }
}
