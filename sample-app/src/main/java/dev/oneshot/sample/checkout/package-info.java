/** From the cart to the paid order. */
@NullMarked
package dev.oneshot.sample.checkout;

import org.jspecify.annotations.NullMarked;
