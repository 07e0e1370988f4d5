package dev.oneshot.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Sender;
import dev.oneshot.autoconfigure.Contexts;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

/** On Reactor Netty, with lazy beans: our part must be there all the same. */
class ReactiveReturnValueTest extends ReturnValueContract {

    @Override
    WebServer serve() {
        return WebServer.start(WebApplicationType.REACTIVE, "--spring.main.lazy-initialization=true");
    }

    @Test
    void aClientThatGoesAwayClosesTheReceiver() throws Exception {
        Socket client = server.askAndHold("/receiver");
        Sender<?> sender = server.controller().nextWaiting();
        assertThat(sender.isClosed()).isFalse();

        client.close();

        server.awaitReceiverClosed(sender);

        assertThat(sender.isClosed()).isTrue();
    }

    @Test
    void thereIsNoSupportWhereItIsNotWanted() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(Contexts.ours()))
                .run(context -> assertThat(context)
                        .hasBean("oneshotFutureAdapterRegistrar")
                        .doesNotHaveBean("oneshotWebMvcConfigurer"));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(Contexts.ours()))
                .withPropertyValues("oneshot.web.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("oneshotFutureAdapterRegistrar"));
    }
}
