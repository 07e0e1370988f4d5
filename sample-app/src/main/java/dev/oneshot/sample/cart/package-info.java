/** What a user means to buy. */
@NullMarked
package dev.oneshot.sample.cart;

import org.jspecify.annotations.NullMarked;
