package dev.oneshot.autoconfigure.web;

import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.OneshotAutoConfiguration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Auto-configuration of futures as return values of Spring MVC's controllers. */
@AutoConfiguration(after = OneshotAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnBooleanProperty(
        prefix = "oneshot",
        name = {"enabled", "web.enabled"},
        matchIfMissing = true)
public final class OneshotWebMvcAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "oneshotWebMvcConfigurer")
    WebMvcConfigurer oneshotWebMvcConfigurer(PollCounter polls) {
        return new WebMvcConfigurer() {
            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(new FutureReturnValueHandler(polls));
            }
        };
    }
}
