package dev.oneshot.autoconfigure.jdbc;

import org.springframework.data.annotation.Id;

/** A row of the table of books. */
record Book(@Id String title) {}
