/** What the shop sells. */
@NullMarked
package dev.oneshot.sample.product;

import org.jspecify.annotations.NullMarked;
