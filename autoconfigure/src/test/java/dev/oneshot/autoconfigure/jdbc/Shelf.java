package dev.oneshot.autoconfigure.jdbc;

import org.springframework.data.repository.ListCrudRepository;

/** A repository of Spring Data; such are found only where they stand by themselves. */
interface Shelf extends ListCrudRepository<Book, String> {}
