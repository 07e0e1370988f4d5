/** Spring Boot's side of Oneshot: beans, properties, metrics, health, endpoint and web return types. */
@NullMarked
package dev.oneshot.autoconfigure;

import org.jspecify.annotations.NullMarked;
