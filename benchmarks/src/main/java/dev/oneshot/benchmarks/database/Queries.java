package dev.oneshot.benchmarks.database;

import java.sql.SQLException;

/**
 * The two statements that everybody executes.
 *
 * @param <C> what they are executed on
 */
interface Queries<C> {

    String SELECT = "select name, stock from item where id = ?";
    String UPDATE = "update item set stock = ? where id = ?";

    /** The stock of an item that exists. */
    int stock(C connection, int id) throws SQLException;

    /** Changes the stock of an item, and returns how many rows that were. */
    int setStock(C connection, int id, int stock) throws SQLException;
}
