package dev.oneshot.autoconfigure.jdbc;

/** With HikariCP, which could give a second connection to whom it should not. */
class SpringJdbcOnH2Test extends SpringJdbcContract {

    @Override
    String[] database() {
        return new String[0];
    }
}
