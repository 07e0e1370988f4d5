package dev.oneshot.benchmarks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {

    private static final String WITH_LENGTH =
            "HTTP/1.1 200 \r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\n" + "HTTP/1.1 404\n";
    private static final String CHUNKED = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "b;name=value\r\n0\r\n\r\nnot it\r\n1\r\nx\r\n0\r\nTrailer: 1\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    private final ResponseParser parser = new ResponseParser();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void findsEachEndWhateverPiecesTheAnswersComeIn(int piece) throws IOException {
        String all = WITH_LENGTH + CHUNKED + EMPTY + NO_CONTENT + WITH_LENGTH;
        List<Integer> ends = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        byte[] bytes = all.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += piece) {
            ByteBuffer in = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
            while (in.hasRemaining()) {
                if (parser.parse(in)) {
                    ends.add(in.position());
                    statuses.add(parser.status());
                }
            }
        }
        int first = WITH_LENGTH.length();
        int second = first + CHUNKED.length();
        int third = second + EMPTY.length();
        int fourth = third + NO_CONTENT.length();
        assertThat(ends).containsExactly(first, second, third, fourth, fourth + first);
        assertThat(statuses).containsExactly(200, 201, 404, 204, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0\r\n",
                "HTTP/1.1 OK\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n"
            })
    void refusesWhatHasNoEndThatItCouldFind(String answer) {
        assertThatIOException().isThrownBy(() -> parse(answer));
    }

    @Test
    void refusesALineWithoutEnd() {
        assertThatIOException().isThrownBy(() -> parse("HTTP/1.1 200 " + "x".repeat(10_000)));
    }

    private boolean parse(String text) throws IOException {
        return parser.parse(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }
}
