/**
 * A value that will be there later, and the parts to wait for it: {@link dev.oneshot.Future}, {@link dev.oneshot.Poll},
 * {@link dev.oneshot.Waker}, {@link dev.oneshot.Context}, and the {@link dev.oneshot.Oneshot} channel. This package
 * depends on nothing but the JDK.
 */
@NullMarked
package dev.oneshot;

import org.jspecify.annotations.NullMarked;
