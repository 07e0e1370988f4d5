/** Futures as return values of controllers, and a worker's refusals as HTTP answers. */
@NullMarked
package dev.oneshot.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
