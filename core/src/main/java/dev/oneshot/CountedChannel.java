package dev.oneshot;

import dev.oneshot.internal.ChannelCounter;
import dev.oneshot.internal.Ending;
import org.jspecify.annotations.Nullable;

/** A channel that tells its factory how it ended, and calls itself by the name it was given. */
final class CountedChannel<T extends @Nullable Object> extends OneshotChannel<T> {

    private final @Nullable String name;
    private final ChannelCounter counter;

    CountedChannel(@Nullable String name, ChannelCounter counter) {
        this.name = name;
        this.counter = counter;
        counter.created();
    }

    @Override
    protected void ended(Ending how) {
        counter.ended(how);
    }

    @Override
    public String toString() {
        return name == null ? super.toString() : "oneshot '" + name + "'";
    }
}
