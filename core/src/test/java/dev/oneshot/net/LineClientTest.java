package dev.oneshot.net;

import static dev.oneshot.net.Loopback.await;
import static dev.oneshot.net.Loopback.bytes;
import static dev.oneshot.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollBudget;
import dev.oneshot.testing.Bounded;
import dev.oneshot.testing.CountingWaker;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions and answers by line; the server's side of the connection plays the device. */
class LineClientTest {

    private static final int MAX_LINE_BYTES = 8;

    private Loopback loopback;
    private TcpConnection device;
    private LineClient client;
    private final CountingWaker waker = new CountingWaker();

    @BeforeEach
    void connect() throws IOException {
        loopback = new Loopback();
        device = loopback.server;
        client = LineClient.over(loopback.client, MAX_LINE_BYTES);
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void oneQuestionAfterAnotherGetsItsAnswer() {
        for (int i = 1; i <= 3; i++) {
            Future<String> answer = asked("ask " + i);
            assertThat(read(device)).isEqualTo("ask " + i + "\n");
            say("got " + i + "\n");
            assertThat(await(answer)).isEqualTo("got " + i);
        }
    }

    @Test
    void anAnswerMayComeInPieces() {
        Future<String> answer = asked("ask");
        say("gr");
        Bounded.until("the first piece wakes", () -> waker.wakes() == 1);
        assertThat(answer.poll(waker.context())).isEqualTo(Poll.pending());
        say("üß\r".getBytes(StandardCharsets.UTF_8));
        Bounded.until("the second piece wakes", () -> waker.wakes() == 2);
        assertThat(answer.poll(waker.context())).isEqualTo(Poll.pending());
        say("\n");

        assertThat(await(answer)).isEqualTo("grüß");
    }

    @Test
    void anEmptyLineIsAnAnswer() {
        Future<String> answer = asked("");
        say("\n");

        assertThat(await(answer)).isEmpty();
    }

    @Test
    void theLongestLineIsTakenAndALongerOneRefused() {
        Future<String> longest = asked("12345678");
        say("87654321\r\n");
        assertThat(await(longest)).isEqualTo("87654321");

        Future<String> tooLong = asked("ask");
        say("123456789\n");

        assertFailsAndCloses(tooLong, "longer than the 8 bytes allowed");
    }

    @Test
    void aLineWithoutEndIsGivenUpAtTheLimit() {
        Future<String> tooLong = asked("ask");
        say("1234567890");

        assertFailsAndCloses(tooLong, "longer than the 8 bytes allowed");
    }

    @Test
    void whatNobodyAskedForIsNotTakenForTheAnswer() {
        sayUnasked("late\n");

        assertFailsAndCloses(client.ask("ask"), "nobody asked for");
    }

    @Test
    void alsoATaskThatHasHadItsTurnSeesWhatNobodyAskedFor() {
        sayUnasked("late\n");
        Context context = Context.of(waker, PollBudget.of(1));
        context.tryProceed();

        assertThatThrownBy(() -> client.ask("ask").poll(context)).hasMessageContaining("nobody asked for");
    }

    @Test
    void aSecondLineAfterTheAnswerSpoilsTheNextQuestion() {
        Future<String> answer = asked("ask");
        say("one\ntwo\n");
        assertThat(await(answer)).isEqualTo("one");

        assertFailsAndCloses(client.ask("ask"), "nobody asked for");
    }

    @Test
    void aDeviceThatHangsUpFailsTheQuestion() {
        Future<String> answer = asked("ask");
        device.close();

        assertThatThrownBy(() -> await(answer)).hasCauseInstanceOf(EOFException.class);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aQuestionThatIsCalledOffClosesTheConnectionSinceItsAnswerMayStillCome() {
        Future<String> answer = asked("ask");

        answer.close();
        answer.close();

        assertThat(client.isOpen()).isFalse();
        assertThat(read(device)).isEqualTo("ask\n");
        assertThat(read(device)).isEqualTo("end");
    }

    @Test
    void nothingIsSentBeforeTheFirstPoll() {
        client.ask("no");
        client.ask("nor this").close();

        Future<String> answer = asked("ask");
        say("yes\n");
        assertThat(await(answer)).isEqualTo("yes");
        assertThat(read(device)).isEqualTo("ask\n");
    }

    @Test
    void aSecondQuestionAtATimeIsRefusedAndDisturbsNothing() {
        Future<String> answer = asked("ask");

        Future<String> second = client.ask("too soon");
        assertThatThrownBy(() -> second.poll(waker.context()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another question is under way");
        second.close();

        say("yes\n");
        assertThat(await(answer)).isEqualTo("yes");
    }

    @Test
    void closingTheClientFailsTheQuestionUnderWay() {
        Future<String> answer = asked("ask");

        client.close();

        assertThat(waker.wakes()).isOne();
        assertThatThrownBy(() -> answer.poll(waker.context())).isInstanceOf(CompletionException.class);
    }

    @Test
    void aLineThatCannotBeSentIsRefusedAtTheCall() {
        assertThatThrownBy(() -> client.ask("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.ask("a\r")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.ask("123456789"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 bytes");
        assertThatThrownBy(() -> LineClient.over(loopback.client, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(client.isOpen()).isTrue();
    }

    private Future<String> asked(String line) {
        Future<String> answer = client.ask(line);
        assertThat(answer.poll(waker.context())).isEqualTo(Poll.pending());
        return answer;
    }

    private void assertFailsAndCloses(Future<String> answer, String message) {
        assertThatThrownBy(() -> await(answer))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining(message);
        assertThat(client.isOpen()).isFalse();
    }

    /** Returns when it has arrived. */
    private void sayUnasked(String text) {
        Future<Integer> arrival = loopback.client.read(ByteBuffer.allocate(1));
        arrival.poll(waker.context());
        say(text);
        Bounded.until("the line is there", () -> waker.wakes() > 0);
        arrival.close();
    }

    private void say(String text) {
        await(device.writeAll(bytes(text)));
    }

    private void say(byte[] encoded) {
        await(device.writeAll(ByteBuffer.wrap(encoded)));
    }
}
