package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "spring.datasource.url=jdbc:sqlite::memory:")
@AutoConfigureMockMvc
class ShopApplicationTest {

    @Autowired
    private MockMvcTester http;

    @Test
    void startsAndIsHealthy() {
        assertThat(http.get().uri("/actuator/health")).hasStatusOk();
    }
}
