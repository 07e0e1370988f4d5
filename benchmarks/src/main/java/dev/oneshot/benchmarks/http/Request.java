package dev.oneshot.benchmarks.http;

import java.nio.charset.StandardCharsets;

/**
 * One request as it goes over the wire, and the status that its answer must have.
 *
 * @param bytes head and body
 */
public record Request(byte[] bytes, int status) {

    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n";

    /** A {@code GET} of this path, to be answered with 200. */
    public static Request get(String path) {
        return new Request(ascii("GET " + path + HOST + "\r\n"), 200);
    }

    /** A {@code POST} of some JSON, to be answered with 201. */
    public static Request post(String path, String json) {
        String head = "POST " + path + HOST + "Content-Type: application/json\r\nContent-Length: " + json.length();
        return new Request(ascii(head + "\r\n\r\n" + json), 201);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
