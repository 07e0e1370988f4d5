package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BreakageTest {

    private final Connection open = answering(false);

    static Stream<Throwable> failuresThatBreak() {
        SQLException state = new SQLException("reset by peer", "08006");
        return Stream.of(
                state,
                new SQLException("connection exception", "08000"),
                new SQLException("terminated by an administrator", "57P01"),
                new SQLException("crash of another session", "57P02"),
                new SQLException("cannot connect now", "57P03"),
                new SQLNonTransientConnectionException("gone"),
                new SQLRecoverableException("come back"),
                new IllegalStateException("wrapped", state),
                new RuntimeException(new RuntimeException(state)));
    }

    static Stream<Throwable> failuresThatLeaveTheConnectionAlone() {
        return Stream.of(
                new SQLException("no state"),
                new SQLException("unique constraint", "23505"),
                new SQLException("cancelled by the user", "57014"),
                new SQLException("serialization failure", "40001"),
                new SQLIntegrityConstraintViolationException("foreign key"),
                new SQLSyntaxErrorException("no sql"),
                new SQLTimeoutException("too slow"),
                new SQLTransientConnectionException("no connection in the pool"),
                new IllegalStateException("a bug in the job"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failuresThatBreak")
    void aFailureOfTheConnectionBreaksIt(Throwable failure) {
        assertThat(Breakage.of(open, failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("failuresThatLeaveTheConnectionAlone")
    void anyOtherFailureLeavesTheConnectionAlone(Throwable failure) {
        assertThat(Breakage.of(open, failure)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failuresThatLeaveTheConnectionAlone")
    void aClosedConnectionIsBrokenWhateverFailed(Throwable failure) {
        assertThat(Breakage.of(answering(true), failure)).isTrue();
    }

    @Test
    void aConnectionThatCannotSayWhetherItIsClosedIsBroken() {
        assertThat(Breakage.of(answering(new SQLException("no idea")), new IllegalStateException()))
                .isTrue();
    }

    @Test
    void causesInALoopAreNotFollowedForEver() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);

        assertThat(Breakage.of(open, first)).isFalse();
    }

    /** A connection that answers isClosed, and nothing else. */
    private static Connection answering(Object isClosed) {
        return (Connection) Proxy.newProxyInstance(
                BreakageTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("isClosed")) {
                        throw new AssertionError("not expected: " + method);
                    }
                    if (isClosed instanceof SQLException failure) {
                        throw failure;
                    }
                    return isClosed;
                });
    }
}
