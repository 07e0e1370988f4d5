/** What several packages of this module are made of; not exported, so nobody else can use it. */
@NullMarked
package dev.oneshot.internal;

import org.jspecify.annotations.NullMarked;
