package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** {@link OneshotFactory} counts its channels by how they end, and names them. */
class OneshotFactoryTest {

    private final OneshotFactory factory = new OneshotFactory();

    @Test
    void eachChannelIsCountedByItsFirstEnd() {
        Oneshot<String> sent = factory.create();
        sent.sender().send("value");
        sent.receiver().close();
        sent.sender().close();

        Oneshot<String> failed = factory.create("failed");
        failed.sender().fail(new Error());

        Oneshot<String> closedBySender = factory.create();
        closedBySender.sender().close();
        closedBySender.receiver().close();

        Oneshot<String> closedByReceiver = factory.create();
        closedByReceiver.receiver().close();
        closedByReceiver.sender().send("too late");

        Oneshot<String> open = factory.create();
        open.receiver().tryReceive();

        assertThat(factory.counts()).isEqualTo(new OneshotCounts(5, 2, 2, 0));
    }

    @Test
    void aRefusedSecondSendIsNotCounted() {
        Oneshot<String> oneshot = factory.create();
        oneshot.sender().send("value");
        assertThatThrownBy(() -> oneshot.sender().send("again")).isInstanceOf(IllegalStateException.class);

        assertThat(factory.counts()).isEqualTo(new OneshotCounts(1, 1, 0, 0));
    }

    @Test
    void bothEndsAndTheirMessagesNameTheChannel() {
        Oneshot<String> oneshot = factory.create("order-42");

        assertThat(oneshot.receiver()).hasToString("oneshot 'order-42'");
        assertThat(oneshot.sender()).hasToString("oneshot 'order-42'");
        assertThat(oneshot.sender().closed().toString()).isNotNull();
        assertThat(factory.create().receiver().toString()).startsWith("oneshot@");
    }

    @Test
    void aNameMustNotBeNull() {
        assertThatThrownBy(() -> factory.create(null)).isInstanceOf(NullPointerException.class);
    }
}
