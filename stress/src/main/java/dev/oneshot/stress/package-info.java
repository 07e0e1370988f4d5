/** Races over the public API of Oneshot, each with a broken twin. */
@NullMarked
package dev.oneshot.stress;

import org.jspecify.annotations.NullMarked;
