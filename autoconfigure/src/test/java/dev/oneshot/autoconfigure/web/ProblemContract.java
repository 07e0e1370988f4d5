package dev.oneshot.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.autoconfigure.Contexts;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What clients read of a worker's refusals and failures, whatever the server. */
abstract class ProblemContract {

    private WebServer server;

    abstract WebApplicationType type();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFullQueueIsUnavailableForNow() throws Exception {
        server = WebServer.start(type());
        CountDownLatch release = fillQueue();

        HttpResponse<String> answer = server.get("/job");
        release.countDown();

        assertProblem(answer, 503, "The service is busy; try again later.");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void theTimeToComeBackIsAProperty() throws Exception {
        server = WebServer.start(type(), "--oneshot.web.retry-after=1500ms");
        CountDownLatch release = fillQueue();

        HttpResponse<String> answer = server.get("/job");
        release.countDown();

        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void aCauseIsFound() throws Exception {
        server = WebServer.start(type());
        CountDownLatch release = fillQueue();

        HttpResponse<String> answer = server.get("/wrapped");
        release.countDown();

        assertProblem(answer, 503, "The service is busy; try again later.");
    }

    @Test
    void aPassedDeadlineIsAGatewayTimeout() throws Exception {
        server = WebServer.start(type());
        CountDownLatch release = Contexts.occupy(server.worker());

        HttpResponse<String> answer = server.get("/late-job");
        release.countDown();

        assertProblem(answer, 504, "The answer did not come in time.");
    }

    @Test
    void aFutureThatTimedOutIsAGatewayTimeout() throws Exception {
        server = WebServer.start(type());

        assertProblem(server.get("/late-future"), 504, "The answer did not come in time.");
    }

    @Test
    void aStoppedWorkerIsUnavailable() {
        server = WebServer.start(type());
        server.worker().stop();

        HttpResponse<String> answer = server.get("/job");

        assertProblem(answer, 503, "The service is not available; try again later.");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aDeadWorkerThreadIsUnavailable() {
        server = WebServer.start(type());
        server.bean(FragileLine.class).breaks = FragileLine.Breaks.ON_BEGIN;

        assertProblem(server.get("/job"), 503, "The service is not available; try again later.");
    }

    @Test
    void aJobThatWasUndoneTogetherWithAnotherMayBeRepeated() {
        server = WebServer.start(type());
        server.bean(FragileLine.class).breaks = FragileLine.Breaks.ON_UNDO;

        HttpResponse<String> answer = server.get("/job-beside-another");

        assertProblem(answer, 503, "The service had to undo some of its work; try again later.");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void anUnknownOutcomeIsAnErrorThatNobodyRepeatsByItself() {
        server = WebServer.start(type());
        server.bean(FragileLine.class).breaks = FragileLine.Breaks.ON_COMMIT;

        HttpResponse<String> answer = server.get("/job");

        assertProblem(answer, 500, "may or may not have taken effect");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void theApplicationsOwnHandlersComeFirst() {
        server = WebServer.start(type(), OwnAdvice.class);
        server.worker().stop();

        assertThat(server.get("/job").statusCode()).isEqualTo(409);
    }

    @Test
    void problemsCanBeSwitchedOff() {
        server = WebServer.start(type(), "--oneshot.web.problem-details.enabled=false");
        server.worker().stop();

        assertThat(server.get("/job").statusCode()).isEqualTo(500);
    }

    private CountDownLatch fillQueue() throws InterruptedException {
        CountDownLatch release = Contexts.occupy(server.worker());
        server.worker().submit(line -> 1);
        return release;
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, detail).doesNotContain("secret", "oneshot", "queue");
    }

    @RestControllerAdvice
    static class OwnAdvice {

        @ExceptionHandler(RuntimeException.class)
        ResponseEntity<String> any() {
            return new ResponseEntity<>("mine", HttpStatus.CONFLICT);
        }
    }
}
