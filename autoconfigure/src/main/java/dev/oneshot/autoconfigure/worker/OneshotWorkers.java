package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.ConnectionWorker;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;

/** Every {@link ConnectionWorker} bean of the application, whoever defined it and whether or not it can be injected. */
public final class OneshotWorkers {

    private final ListableBeanFactory beans;

    OneshotWorkers(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Finds the workers, and creates those that have not been created yet.
     *
     * @return the workers in the order of their definition
     * @throws IllegalStateException if two workers have the same name, by which metrics and health tell them apart
     */
    public Collection<ConnectionWorker<?>> all() {
        Map<String, ConnectionWorker<?>> workers = new LinkedHashMap<>();
        for (String bean : beans.getBeanNamesForType(ConnectionWorker.class, false, true)) {
            if (beans.getBean(bean) instanceof ConnectionWorker<?> worker
                    && workers.putIfAbsent(worker.name(), worker) != null) {
                throw new IllegalStateException(
                        "two workers have the name '" + worker.name() + "', the second is bean '" + bean
                                + "': metrics and health could not tell them apart, so give each a name of its own");
            }
        }
        return workers.values();
    }
}
