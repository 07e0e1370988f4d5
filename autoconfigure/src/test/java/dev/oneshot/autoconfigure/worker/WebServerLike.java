package dev.oneshot.autoconfigure.worker;

import dev.oneshot.worker.ConnectionWorker;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** In the web server's phase; looks whether a worker runs. */
final class WebServerLike implements SmartLifecycle, BeanFactoryAware {

    private BeanFactory beans;
    private boolean running;
    boolean workerRanAtStart;
    boolean workerRanAtStop;

    @Override
    public void setBeanFactory(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void start() {
        workerRanAtStart = workerRuns();
        running = true;
    }

    @Override
    public void stop() {
        workerRanAtStop = workerRuns();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE;
    }

    private boolean workerRuns() {
        return beans.getBean("a", ConnectionWorker.class).isRunning();
    }
}
