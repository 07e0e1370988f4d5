package dev.oneshot.sample.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user asks for. Numbers that are missing are refused while the JSON is read, the rest by the constraints. */
record NewOrder(
        long userId,

        @NotEmpty(message = "must hold at least one item") @Size(max = MAX_ITEMS, message = "must hold at most {max} items") List<@NotNull(message = "must not be null") @Valid Item> items) {

    static final int MAX_ITEMS = 100;
    static final int MAX_QUANTITY = 1_000;

    record Item(
            long productId,

            @Min(value = 1, message = "must be at least {value}") @Max(value = MAX_QUANTITY, message = "must be at most {value}") int quantity) {}

    /** The quantity of each product, in the order of their first mention; items for the same product are summed. */
    Map<Long, Integer> quantities() {
        Map<Long, Integer> quantities = new LinkedHashMap<>();
        for (Item item : items) {
            quantities.merge(item.productId(), item.quantity(), Integer::sum);
        }
        return quantities;
    }
}
