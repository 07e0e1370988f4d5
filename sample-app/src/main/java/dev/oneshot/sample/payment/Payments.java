package dev.oneshot.sample.payment;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Asks the payment provider over HTTP. */
@Component
@EnableConfigurationProperties(PaymentProperties.class)
public final class Payments {

    private static final int CREATED = 201;
    private static final int PAYMENT_REQUIRED = 402;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PaymentProperties properties;
    private final PaymentProvider provider;

    Payments(PaymentProperties properties, PaymentProvider provider) {
        this.properties = properties;
        this.provider = provider;
    }

    /**
     * Begins a payment; the future waits for its outcome. The reference makes it one payment, however often it is asked
     * for: the provider answers a repetition as it did the first time.
     */
    public Future<PaymentOutcome> charge(String reference, long amountCents) {
        URI url = properties.url() == null ? provider.url() : properties.url();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(properties.timeout())
                .header("Idempotency-Key", reference)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"amountCents\":" + amountCents + "}"))
                .build();
        return Futures.from(http.sendAsync(request, BodyHandlers.ofString()))
                .map(Payments::outcome)
                .recover(failure -> {
                    throw new PaymentFailedException(failure);
                });
    }

    private static PaymentOutcome outcome(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case CREATED -> PaymentOutcome.CHARGED;
            case PAYMENT_REQUIRED -> PaymentOutcome.DECLINED;
            default ->
                throw new UncheckedIOException(
                        new IOException("status " + response.statusCode() + ": " + response.body()));
        };
    }
}
