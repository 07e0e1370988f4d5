package dev.oneshot.sample.user;

import dev.oneshot.runner.Runner;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Waits for the answer on the request's own thread, and then has it at hand. */
@RestController
final class UserController {

    private final Users users;
    private final Runner runner;

    UserController(Users users, Runner runner) {
        this.users = users;
        this.runner = runner;
    }

    @GetMapping("/users/{id}")
    User find(@PathVariable long id) {
        return runner.blockOn(users.find(id));
    }
}
