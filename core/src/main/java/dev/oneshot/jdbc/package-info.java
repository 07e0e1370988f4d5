/** A worker over a JDBC connection: {@link dev.oneshot.jdbc.JdbcConnector} runs each job in a transaction. */
@NullMarked
package dev.oneshot.jdbc;

import org.jspecify.annotations.NullMarked;
