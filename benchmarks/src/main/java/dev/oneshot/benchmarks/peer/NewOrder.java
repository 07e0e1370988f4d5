package dev.oneshot.benchmarks.peer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What a user asks for. */
record NewOrder(long userId, @NotEmpty @Size(max = 100) List<@NotNull @Valid Item> items) {

    record Item(long productId, @Min(1) @Max(1000) int quantity) {}
}
