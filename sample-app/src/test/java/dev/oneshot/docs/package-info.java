/**
 * Holds the documentation to what the build really does: its Java is compiled and run, its tables are compared with the
 * metadata and the meters, its links are followed.
 */
@NullMarked
package dev.oneshot.docs;

import org.jspecify.annotations.NullMarked;
