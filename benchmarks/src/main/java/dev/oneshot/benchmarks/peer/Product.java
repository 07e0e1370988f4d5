package dev.oneshot.benchmarks.peer;

/** Something that can be ordered, as long as there is stock. */
record Product(long id, String name, long priceCents, int stock) {}
