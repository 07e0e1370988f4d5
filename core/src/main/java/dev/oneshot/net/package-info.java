/**
 * TCP as futures: a {@link dev.oneshot.net.Network} has one thread that waits for all its connections, and wakes whoever
 * may read, write, accept or has connected. {@link dev.oneshot.net.LineClient} asks line by line over a connection.
 */
@NullMarked
package dev.oneshot.net;

import org.jspecify.annotations.NullMarked;
