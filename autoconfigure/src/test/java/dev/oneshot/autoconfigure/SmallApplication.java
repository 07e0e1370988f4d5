package dev.oneshot.autoconfigure;

import dev.oneshot.worker.ConnectionWorker;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts with whatever is on the class path, uses the worker once, and tells the names of its beans. */
public final class SmallApplication implements Supplier<List<String>> {

    @Override
    public List<String> get() {
        SpringApplication application = new SpringApplication(Beans.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = application.run("--spring.main.banner-mode=off")) {
            ConnectionWorker<?> worker = context.getBean(ConnectionWorker.class);
            if (worker.<Integer>call(connection -> 1) != 1) {
                throw new IllegalStateException("the worker gave another answer");
            }
            return List.of(context.getBeanDefinitionNames());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Beans {

        @Bean
        DataSource source() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:small");
            return source;
        }
    }
}
