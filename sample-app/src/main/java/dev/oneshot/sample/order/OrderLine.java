package dev.oneshot.sample.order;

/** How many of one product, each at the price that it had when it was ordered. */
record OrderLine(long productId, int quantity, long priceCents) {}
