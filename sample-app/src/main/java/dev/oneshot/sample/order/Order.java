package dev.oneshot.sample.order;

import java.util.List;

/** What a user has bought, and for how much. */
public record Order(long id, long userId, long totalCents, List<OrderLine> items) {}
