package dev.oneshot.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.PollCounter;
import dev.oneshot.Sender;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.autoconfigure.web.WebApplication.Product;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/** What holds for futures that controllers return, whatever the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReturnValueContract {

    WebServer server;

    abstract WebServer serve();

    @BeforeAll
    void start() {
        server = serve();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theValueIsTheAnswer() throws Exception {
        HttpResponse<String> answer = answered("/receiver", new Product(1, "pen"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":1,\"name\":\"pen\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void aListIsTheAnswer() throws Exception {
        assertThat(answered("/list", List.of(new Product(1, "pen"))).body()).isEqualTo("[{\"id\":1,\"name\":\"pen\"}]");
    }

    @Test
    void nullIsAnEmptyAnswer() throws Exception {
        HttpResponse<String> answer = answered("/receiver", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anEntityAroundAReceiverGivesStatusAndHeaders() throws Exception {
        HttpResponse<String> answer = answered("/entity-of-receiver", new Product(2, "ink"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("X-Here")).contains("yes");
        assertThat(answer.body()).isEqualTo("{\"id\":2,\"name\":\"ink\"}");
    }

    @Test
    void anEntityInsideAReceiverGivesStatusAndHeaders() throws Exception {
        HttpResponse<String> answer = answered(
                "/receiver-of-entity",
                ResponseEntity.status(201).header("X-Here", "yes").body(new Product(3, "cap")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("X-Here")).contains("yes");
        assertThat(answer.body()).isEqualTo("{\"id\":3,\"name\":\"cap\"}");
    }

    @Test
    void anyFutureIsAnswered() {
        assertThat(server.get("/future").body()).isEqualTo("{\"id\":7,\"name\":\"ready\"}");
    }

    @Test
    void otherReturnValuesAreLeftAlone() {
        HttpResponse<String> answer = server.get("/plain-entity");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"id\":8,\"name\":\"plain\"}");
    }

    @Test
    void aJobsAnswerIsTheAnswer() {
        assertThat(server.get("/job").body()).isEqualTo("by oneshot-line");
    }

    @Test
    void aFailureIsHandledAsIfTheControllerHadThrownIt() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = server.ask("/receiver");
        server.controller().nextWaiting().fail(new ResponseStatusException(HttpStatus.NOT_FOUND));

        assertThat(asked.get(Contexts.GUARD_SECONDS, TimeUnit.SECONDS).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSenderThatGivesUpIsAnError() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = server.ask("/receiver");
        server.controller().nextWaiting().close();

        assertThat(asked.get(Contexts.GUARD_SECONDS, TimeUnit.SECONDS).statusCode())
                .isEqualTo(500);
    }

    @Test
    void pollsAreCountedToTheLastOne() throws Exception {
        PollCounter counter = server.bean(PollCounter.class);
        long polls = counter.polls();
        long pendings = counter.pendings();
        long completions = counter.completions();
        long wakes = counter.wakes();
        CompletableFuture<HttpResponse<String>> asked = server.ask("/receiver");
        Sender<?> sender = server.controller().nextWaiting();
        long guard = System.nanoTime() + TimeUnit.SECONDS.toNanos(Contexts.GUARD_SECONDS);
        while (counter.pendings() == pendings && System.nanoTime() < guard) {
            Thread.onSpinWait();
        }
        send(sender, new Product(1, "pen"));
        asked.get(Contexts.GUARD_SECONDS, TimeUnit.SECONDS);

        assertThat(counter.polls() - polls).isEqualTo(2);
        assertThat(counter.pendings() - pendings).isEqualTo(1);
        assertThat(counter.completions() - completions).isEqualTo(1);
        assertThat(counter.wakes() - wakes).isEqualTo(1);
    }

    private HttpResponse<String> answered(String path, Object value) throws Exception {
        CompletableFuture<HttpResponse<String>> asked = server.ask(path);
        assertThat(send(server.controller().nextWaiting(), value)).isTrue();
        return asked.get(Contexts.GUARD_SECONDS, TimeUnit.SECONDS);
    }

    @SuppressWarnings("unchecked") // the test sends what the controller declares
    static boolean send(Sender<?> sender, Object value) {
        return ((Sender<Object>) sender).send(value);
    }
}
