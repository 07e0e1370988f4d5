/**
 * A bounded channel of many values: {@link dev.oneshot.channel.Channel} leads from any number of senders to one
 * receiver. The semantics are those of Tokio's {@code sync::mpsc}.
 */
@NullMarked
package dev.oneshot.channel;

import org.jspecify.annotations.NullMarked;
