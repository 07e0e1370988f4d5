package dev.oneshot.stress;

import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * What came of one race, over all configurations.
 *
 * @param test its full name; a broken twin is a nested class called {@code Broken}
 * @param asExpected whether an intact race held, or a broken twin was caught
 * @param finding what was seen, in words
 */
record Verdict(String test, boolean asExpected, String finding) {

    static Verdict notRun(String test) {
        return new Verdict(test, false, "was not run");
    }

    static Verdict of(TestResult result) {
        String test = result.getName();
        if (result.status() != Status.NORMAL) {
            return new Verdict(test, false, "ended by " + result.status() + ": " + result.getMessages());
        }
        long samples = result.getTotalCount();
        if (samples == 0) {
            return new Verdict(test, false, "ran no sample");
        }
        if (result.grading().gradingResults.values().stream().anyMatch(Verdict::isUnforeseen)) {
            return new Verdict(test, false, "has outcomes that nobody foresaw: " + result.getStateKeys());
        }
        long forbidden = result.grading().gradingResults.values().stream()
                .filter(outcome -> outcome.expect == Expect.FORBIDDEN)
                .mapToLong(outcome -> outcome.count)
                .sum();
        boolean broken = test.endsWith(".Broken");
        String finding = "%,d forbidden outcomes in %,d samples".formatted(forbidden, samples);
        return new Verdict(test, broken == (forbidden > 0), finding);
    }

    private static boolean isUnforeseen(GradingResult outcome) {
        return outcome.expect == Expect.UNKNOWN && outcome.count > 0;
    }

    @Override
    public String toString() {
        return "%-5s %s: %s".formatted(asExpected ? "ok" : "WRONG", test, finding);
    }
}
