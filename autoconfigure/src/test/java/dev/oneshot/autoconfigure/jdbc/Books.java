package dev.oneshot.autoconfigure.jdbc;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A service as applications have them, with every propagation of a transaction. */
class Books {

    private final JdbcClient jdbc;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String title) {
        jdbc.sql("INSERT INTO book (title) VALUES (?)").param(title).update();
    }

    List<String> titles() {
        return jdbc.sql("SELECT title FROM book ORDER BY title")
                .query(String.class)
                .list();
    }

    @Transactional
    public void add(String title) {
        insert(title);
    }

    @Transactional
    public void addAndFail(String title) {
        insert(title);
        throw new IllegalArgumentException("no " + title);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void addInATransaction(String title) {
        insert(title);
    }

    @Transactional(propagation = Propagation.NESTED)
    public void addNested(String title) {
        insert(title);
    }

    @Transactional(propagation = Propagation.NESTED)
    public void addNestedAndFail(String title) {
        insert(title);
        throw new IllegalArgumentException("no " + title);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void addInANewTransaction(String title) {
        insert(title);
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void addWithoutATransaction(String title) {
        insert(title);
    }

    @Transactional(propagation = Propagation.NEVER)
    public void neverAddInATransaction(String title) {
        insert(title);
    }
}
