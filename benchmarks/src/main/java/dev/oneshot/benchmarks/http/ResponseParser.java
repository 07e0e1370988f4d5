package dev.oneshot.benchmarks.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of HTTP/1.1 responses, one after the other, in whatever pieces they come. Of the head it understands the
 * status and how long the body is; of the body nothing.
 */
final class ResponseParser {

    private static final int LONGEST_LINE = 8192;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int HEX = 16;
    private static final int DECIMAL = 10;

    private enum Part {
        STATUS,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    private final byte[] line = new byte[LONGEST_LINE];
    private int lineLength;
    private Part part = Part.STATUS;
    private int status;
    private boolean chunked;
    private long remaining;

    /**
     * Reads on, up to the end of a response and no further.
     *
     * @return whether a response is complete; what follows it is left in the buffer
     */
    boolean parse(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            if (part == Part.BODY || part == Part.CHUNK) {
                skip(in);
                if (remaining == 0 && endBody()) {
                    return true;
                }
            } else if (isLine(in) && endLine()) {
                return true;
            }
        }
        return false;
    }

    /** The status of the response that was complete last. */
    int status() {
        return status;
    }

    private void skip(ByteBuffer in) {
        int length = (int) Math.min(remaining, in.remaining());
        in.position(in.position() + length);
        remaining -= length;
    }

    private boolean isLine(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (next == '\n') {
                return true;
            }
            if (next != '\r') {
                if (lineLength == LONGEST_LINE) {
                    throw new IOException("A line of the head is longer than " + LONGEST_LINE + " bytes");
                }
                line[lineLength++] = next;
            }
        }
        return false;
    }

    /** Whether this line was the last of the response. */
    private boolean endLine() throws IOException {
        boolean isEmpty = lineLength == 0;
        boolean isLast = false;
        switch (part) {
            case STATUS -> statusLine();
            case HEADERS -> isLast = isEmpty ? endHead() : header();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK_END -> part = Part.CHUNK_SIZE;
            case TRAILERS -> isLast = isEmpty;
            default -> throw new AssertionError(part);
        }
        lineLength = 0;
        if (isLast) {
            part = Part.STATUS;
        }
        return isLast;
    }

    private void statusLine() throws IOException {
        if (!startsWith("http/1.1 ")) {
            throw new IOException("This is no answer: " + text());
        }
        status = (int) number(STATUS_AT, STATUS_AT + STATUS_DIGITS, DECIMAL);
        chunked = false;
        remaining = -1;
        part = Part.HEADERS;
    }

    private boolean header() throws IOException {
        if (startsWith("content-length:")) {
            remaining = number("content-length:".length(), lineLength, DECIMAL);
        } else if (startsWith("transfer-encoding: chunked")) {
            chunked = true;
        } else if (startsWith("connection: close")) {
            throw new IOException("The server does not want to keep the connection");
        }
        return false;
    }

    /** Whether there is no body. */
    private boolean endHead() throws IOException {
        if (chunked) {
            part = Part.CHUNK_SIZE;
            return false;
        }
        if (remaining < 0 && status != NO_CONTENT && status != NOT_MODIFIED) {
            throw new IOException("The answer, with status " + status + ", does not say how long it is");
        }
        part = Part.BODY;
        return remaining <= 0;
    }

    private void chunkSize() throws IOException {
        int end = 0;
        while (end < lineLength && line[end] != ';') {
            end++;
        }
        remaining = number(0, end, HEX);
        part = remaining == 0 ? Part.TRAILERS : Part.CHUNK;
    }

    /** Whether the response ends here, and not only a chunk of it. */
    private boolean endBody() {
        boolean isLast = part == Part.BODY;
        part = isLast ? Part.STATUS : Part.CHUNK_END;
        return isLast;
    }

    private boolean startsWith(String lowerCase) {
        if (lineLength < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int here = line[i];
            if (here >= 'A' && here <= 'Z') {
                here += 'a' - 'A';
            }
            if (here != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long number(int start, int end, int radix) throws IOException {
        long value = -1;
        for (int i = start; i < Math.min(end, lineLength); i++) {
            int digit = Character.digit(line[i], radix);
            if (digit >= 0) {
                value = Math.max(0, value) * radix + digit;
            } else if (line[i] != ' ') {
                throw new IOException("There should be a number: " + text());
            }
        }
        if (value < 0) {
            throw new IOException("There should be a number: " + text());
        }
        return value;
    }

    private String text() {
        return new String(line, 0, lineLength, StandardCharsets.ISO_8859_1);
    }
}
