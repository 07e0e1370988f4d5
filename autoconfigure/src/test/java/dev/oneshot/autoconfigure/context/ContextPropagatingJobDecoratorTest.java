package dev.oneshot.autoconfigure.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.worker.Job;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ContextPropagatingJobDecoratorTest {

    private final Kind tenant = new Kind("tenant");
    private final Kind user = new Kind("user");
    private final ContextPropagatingJobDecorator decorator =
            new ContextPropagatingJobDecorator(List.of(tenant, user, new Slf4jThreadLocalAccessor()));

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void anotherThreadCarriesWhatTheAskerDidForTheTimeOfTheJob() throws Exception {
        tenant.carried.set("acme");
        MDC.put("request", "1");
        Job<String, String> job = decorator.decorate(line -> tenant.getValue() + user.getValue() + MDC.get("request"));

        assertThat(elsewhere(() -> {
                    user.carried.set("left by somebody");
                    MDC.put("request", "none");
                    return job.run("line") + ", " + tenant.getValue() + user.getValue() + MDC.get("request");
                }))
                .isEqualTo("acmenull1, nullleft by somebodynone");
    }

    @Test
    void whatTheJobLeavesOnItsCallersOwnThreadIsTakenAway() throws Exception {
        tenant.carried.set("acme");
        MDC.put("request", "1");
        decorator
                .<String, Boolean>decorate(line -> {
                    tenant.carried.set("changed");
                    user.carried.set("left behind");
                    MDC.put("request", "2");
                    return true;
                })
                .run("line");

        assertThat(tenant.getValue()).isEqualTo("acme");
        assertThat(user.getValue()).isNull();
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("request", "1"));
    }

    @Test
    void whatTheJobLeavesIsTakenAwayWhenItThrows() {
        Job<String, String> job = decorator.decorate(line -> {
            user.carried.set("left behind");
            throw new IllegalArgumentException("no");
        });

        assertThatThrownBy(() -> job.run("line")).hasMessage("no");
        assertThat(user.getValue()).isNull();
    }

    @Test
    void aThreadThatCarriesTheSameIsNotTouched() throws Exception {
        tenant.carried.set("acme");
        MDC.put("request", "1");
        decorator.<String, String>decorate(line -> "done").run("line");

        assertThat(tenant.touched).isEmpty();
        assertThat(user.touched).isEmpty();
    }

    @Test
    void anEqualMapThatIsAnotherIsNotTakenForTheAskers() throws Exception {
        Notes notes = new Notes();
        Map<String, String> askers = new HashMap<>();
        Map<String, String> runners = new HashMap<>();
        notes.setValue(askers);
        Job<String, String> job = new ContextPropagatingJobDecorator(List.of(notes))
                .decorate(line -> notes.carried.get().put("seen by", line));

        elsewhere(() -> {
            notes.setValue(runners);
            job.run("line");
            assertThat(notes.getValue()).isSameAs(runners);
            return true;
        });

        assertThat(askers).containsEntry("seen by", "line");
        assertThat(runners).isEmpty();
    }

    @Test
    void kindsAreSetInOrderAndRestoredInTheOppositeOne() throws Exception {
        List<String> touched = new ArrayList<>();
        tenant.touched = touched;
        user.touched = touched;
        tenant.carried.set("acme");
        user.carried.set("ada");
        Job<String, String> job = decorator.decorate(line -> "done");

        elsewhere(() -> job.run("line"));

        assertThat(touched).containsExactly("tenant=acme", "user=ada", "user restored", "tenant restored");
    }

    @Test
    void whereOneKindCannotBeSetNothingIsLeft() throws Exception {
        tenant.carried.set("acme");
        user.carried.set("ada");
        Job<String, String> job = decorator.decorate(line -> "done");
        user.broken = true;

        assertThat(elsewhere(() -> {
                    assertThatThrownBy(() -> job.run("line")).hasMessage("broken");
                    return String.valueOf(tenant.getValue());
                }))
                .isEqualTo("null");
    }

    private static <R> R elsewhere(Callable<R> task) throws Exception {
        FutureTask<R> future = new FutureTask<>(task);
        Thread thread = new Thread(future);
        thread.start();
        thread.join();
        return future.get();
    }

    /** A map of the thread's own, which is given out itself and written to. */
    private static final class Notes implements ThreadLocalAccessor<Map<String, String>> {

        private final ThreadLocal<Map<String, String>> carried = new ThreadLocal<>();

        @Override
        public Object key() {
            return "notes";
        }

        @Override
        public Map<String, String> getValue() {
            return carried.get();
        }

        @Override
        public void setValue(Map<String, String> value) {
            carried.set(value);
        }

        @Override
        public void setValue() {
            carried.remove();
        }
    }

    /** A kind of value, and how it was touched. */
    private static final class Kind implements ThreadLocalAccessor<String> {

        private final String name;
        private final ThreadLocal<String> carried = new ThreadLocal<>();
        private List<String> touched = new ArrayList<>();
        private boolean broken;

        Kind(String name) {
            this.name = name;
        }

        @Override
        public Object key() {
            return name;
        }

        @Override
        public String getValue() {
            return carried.get();
        }

        @Override
        public void setValue(String value) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            touched.add(name + "=" + value);
            carried.set(value);
        }

        @Override
        public void setValue() {
            touched.add(name + " cleared");
            carried.remove();
        }

        @Override
        public void restore() {
            touched.add(name + " restored");
            carried.remove();
        }
    }
}
