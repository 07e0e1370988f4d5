/** Orders: one transaction each, in one job. */
@NullMarked
package dev.oneshot.sample.order;

import org.jspecify.annotations.NullMarked;
