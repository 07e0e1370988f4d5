package dev.oneshot.benchmarks.startup.application;

import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts, asks its database once, says how old its JVM is by then, and ends. */
@SpringBootApplication
public class StartedApplication {

    /** What stands before the age in milliseconds. */
    public static final String READY = "ready after ";

    /** For Spring. */
    public StartedApplication() {}

    /** Does all of it. */
    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext application = SpringApplication.run(StartedApplication.class, arguments)) {
            application
                    .getBean(JdbcClient.class)
                    .sql("select 1")
                    .query(Integer.class)
                    .single();
            System.out.println(READY + ManagementFactory.getRuntimeMXBean().getUptime());
        }
    }
}
