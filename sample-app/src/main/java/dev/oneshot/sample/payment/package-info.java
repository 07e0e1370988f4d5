/** The payment provider, and how the shop asks it. */
@NullMarked
package dev.oneshot.sample.payment;

import org.jspecify.annotations.NullMarked;
