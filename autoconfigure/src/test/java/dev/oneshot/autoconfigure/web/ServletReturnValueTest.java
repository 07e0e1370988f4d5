package dev.oneshot.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Sender;
import dev.oneshot.autoconfigure.Contexts;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** On Tomcat. */
@ExtendWith(OutputCaptureExtension.class)
class ServletReturnValueTest extends ReturnValueContract {

    @Override
    WebServer serve() {
        return WebServer.start(WebApplicationType.SERVLET);
    }

    @Test
    void aRequestThatTakesTooLongClosesItsReceiver() throws Exception {
        try (WebServer impatient =
                WebServer.start(WebApplicationType.SERVLET, "--spring.mvc.async.request-timeout=50ms")) {
            CompletableFuture<HttpResponse<String>> asked = impatient.ask("/receiver");
            Sender<?> sender = impatient.controller().nextWaiting();

            impatient.awaitReceiverClosed(sender);

            HttpResponse<String> answer = asked.join();
            assertThat(sender.isClosed()).isTrue();
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("The answer did not come in time.");
        }
    }

    @Test
    void withoutProblemDetailsATimeOutIsStillAGatewayTimeoutAndTheLogNamesTheProperty(CapturedOutput output) {
        try (WebServer impatient = WebServer.start(
                WebApplicationType.SERVLET,
                "--spring.mvc.async.request-timeout=50ms",
                "--oneshot.web.problem-details.enabled=false")) {
            assertThat(impatient.get("/entity-of-receiver").statusCode()).isEqualTo(504);
            assertThat(output).contains("see the property 'spring.mvc.async.request-timeout'");
        }
    }

    @Test
    void thereIsNoSupportWhereItIsNotWanted() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(Contexts.ours()))
                .run(context -> assertThat(context)
                        .hasBean("oneshotWebMvcConfigurer")
                        .doesNotHaveBean("oneshotFutureAdapterRegistrar"));
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(Contexts.ours()))
                .withPropertyValues("oneshot.web.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("oneshotWebMvcConfigurer")
                        .hasBean("oneshotWorkerProblemAdvice"));
        Contexts.plain()
                .run(context -> assertThat(context)
                        .doesNotHaveBean("oneshotWebMvcConfigurer")
                        .doesNotHaveBean("oneshotFutureAdapterRegistrar")
                        .doesNotHaveBean("oneshotWorkerProblemAdvice"));
    }
}
