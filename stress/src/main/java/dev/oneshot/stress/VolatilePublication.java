package dev.oneshot.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A plain value written before a volatile flag is visible to whoever sees the flag. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the reader came first")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the reader came between the two writes")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the reader saw the flag and the value")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "the reader saw the flag without the value")
@State
public class VolatilePublication {

    private int value;
    private volatile int flag;

    @Actor
    public void writer() {
        value = 1;
        flag = 1;
    }

    @Actor
    public void reader(II_Result result) {
        result.r1 = flag;
        result.r2 = value;
    }
}
