package dev.oneshot.benchmarks.load;

/** A contestant that does what it is told. */
record FakeContestant(String name, Call call) implements Contestant {

    @Override
    public boolean takes(Operation operation) {
        return true;
    }

    @Override
    public Call caller(Operation operation, long seed) {
        return call;
    }

    @Override
    public void close() {}
}
