package dev.oneshot.autoconfigure.web;

import org.springframework.boot.WebApplicationType;

class ReactiveProblemTest extends ProblemContract {

    @Override
    WebApplicationType type() {
        return WebApplicationType.REACTIVE;
    }
}
