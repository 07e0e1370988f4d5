package dev.oneshot.autoconfigure.web;

import org.springframework.boot.WebApplicationType;

class ServletProblemTest extends ProblemContract {

    @Override
    WebApplicationType type() {
        return WebApplicationType.SERVLET;
    }
}
