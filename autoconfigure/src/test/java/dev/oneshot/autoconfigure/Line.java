package dev.oneshot.autoconfigure;

/** A connection that is nothing but itself, for workers over anything. */
public record Line(String name) {}
