package dev.oneshot.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes that came in and were not taken as a line yet, at most one line and what came with it. */
final class LineBuffer {

    /** Carriage return and line feed. */
    private static final int END_BYTES = 2;

    private final int maxLineBytes;
    private final ByteBuffer bytes;
    /** Before this position there is no line feed. */
    private int searched;

    LineBuffer(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
        this.bytes = ByteBuffer.allocate(Math.addExact(maxLineBytes, END_BYTES));
    }

    /** Where the next bytes go; has room whenever {@link #takeLine} found no line. */
    ByteBuffer room() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    /** Takes the first line out, if it is complete. */
    @Nullable String takeLine() throws IOException {
        for (; searched < bytes.position(); searched++) {
            if (bytes.get(searched) == '\n') {
                return take(searched);
            }
        }
        if (!bytes.hasRemaining()) {
            throw tooLong();
        }
        return null;
    }

    ByteBuffer encode(String line) {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a line must not contain an end of line");
        }
        byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (encoded.length - 1 > maxLineBytes) {
            throw new IllegalArgumentException(
                    "the line has " + (encoded.length - 1) + " bytes, more than the " + maxLineBytes + " allowed");
        }
        return ByteBuffer.wrap(encoded);
    }

    private String take(int end) throws IOException {
        int length = end > 0 && bytes.get(end - 1) == '\r' ? end - 1 : end;
        if (length > maxLineBytes) {
            throw tooLong();
        }
        String line = new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
        bytes.flip().position(end + 1);
        bytes.compact();
        searched = 0;
        return line;
    }

    private IOException tooLong() {
        return new IOException("the answer is longer than the " + maxLineBytes + " bytes allowed");
    }
}
