package dev.oneshot.worker;

/** The n-th connection that a {@link ScriptedConnector} has opened. */
record FakeConnection(int number) {}
