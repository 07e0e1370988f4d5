package dev.oneshot.benchmarks.load;

/**
 * What one contestant achieved in one round of one cell.
 *
 * @param fork which of several JVMs, one after the other, measured it; from 1
 * @param round contestants of the same fork and round were measured right after one another; from 1
 */
public record Sample(Cell cell, String contestant, int fork, int round, Reading reading) {}
