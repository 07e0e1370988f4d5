/** The worker over the application's DataSource, and what is said when there cannot be one. */
@NullMarked
package dev.oneshot.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
