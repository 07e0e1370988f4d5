/** The worker over the application's DataSource, Spring's own JDBC inside its jobs, and what is said when there is none. */
@NullMarked
package dev.oneshot.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
