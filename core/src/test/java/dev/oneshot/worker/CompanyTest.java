package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One crowd is remembered for sixteen jobs. */
class CompanyTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void itIsNoneAsLongAsNoMoreThanAFewWait(int few) {
        Company company = new Company(few);

        for (int job = 0; job < 100; job++) {
            company.came(few);
        }

        assertThat(company.isNone()).isTrue();
    }

    @Test
    void aCrowdIsForgottenWhenSixteenJobsHaveComeToAShorterQueue() {
        Company company = new Company(2);
        company.came(3);

        for (int job = 0; job < 15; job++) {
            company.came(2);
        }
        assertThat(company.isNone()).isFalse();

        company.came(2);
        assertThat(company.isNone()).isTrue();
    }
}
