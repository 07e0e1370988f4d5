/** Spring Boot's side of Oneshot: the runtime's own beans, and in the packages below one concern each. */
@NullMarked
package dev.oneshot.autoconfigure;

import org.jspecify.annotations.NullMarked;
