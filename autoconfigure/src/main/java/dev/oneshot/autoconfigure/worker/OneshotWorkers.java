package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.ConnectionWorker;
import java.util.Collection;
import java.util.HashMap;
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
        Map<String, String> namedBy = new HashMap<>();
        for (String bean : beans.getBeanNamesForType(ConnectionWorker.class, false, true)) {
            if (beans.getBean(bean) instanceof ConnectionWorker<?> worker) {
                String other = namedBy.putIfAbsent(worker.name(), bean);
                if (other != null) {
                    throw new DuplicateWorkerNameException(worker.name(), other, bean);
                }
                workers.put(worker.name(), worker);
            }
        }
        return workers.values();
    }
}
