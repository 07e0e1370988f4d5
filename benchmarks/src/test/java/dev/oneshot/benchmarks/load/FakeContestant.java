package dev.oneshot.benchmarks.load;

/** A contestant that does what it is told. */
record FakeContestant(String name, Call call) implements CalledContestant {

    static final String IN_THE_WAY = "others were in the way";

    @Override
    public boolean isContention(Exception failure) {
        return IN_THE_WAY.equals(failure.getMessage());
    }

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
