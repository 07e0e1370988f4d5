package dev.oneshot.benchmarks.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the shop without Oneshot, with the properties of the other shop. */
@SpringBootApplication
public class PeerShop {

    /** For Spring. */
    public PeerShop() {}

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(PeerShop.class, arguments);
    }
}
