package dev.oneshot;

/**
 * How the channels of one {@link OneshotFactory} ended. What is not in the other numbers is still open.
 *
 * @param created channels opened
 * @param sent channels completed with a value or a failure
 * @param abandoned channels one end of which was closed before anything was sent
 * @param leaked channels whose sender was lost: garbage-collected before it sent
 */
public record OneshotCounts(long created, long sent, long abandoned, long leaked) {}
