/** Workers as beans: what they are built with, and their life with the application's. */
@NullMarked
package dev.oneshot.autoconfigure.worker;

import org.jspecify.annotations.NullMarked;
