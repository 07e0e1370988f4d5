package dev.oneshot.sample.user;

/** Somebody who may order. */
record User(long id, String name, String email) {}
