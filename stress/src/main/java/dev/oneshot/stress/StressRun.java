package dev.oneshot.stress;

import java.io.IOException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.HTMLReportPrinter;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * Runs the races with jcstress and grades them in both directions: an intact one must never show a forbidden outcome,
 * and a broken twin must show one. The process ends with 0 only if every race that was asked for did so.
 *
 * <p>Takes jcstress's own options; {@code -h} lists them. Without any, it is the short run for every build.
 */
public final class StressRun extends JCStress {

    /** One ordinary JVM per fork, which goes from the interpreter over C1 to C2 while the race runs. */
    private static final String[] SHORT_RUN = {
        "-m", "quick", "-f", "2", "-jvmArgs", "-XX:+TieredCompilation", "-sc", "false"
    };

    private final Options options;
    private boolean asExpected;

    private StressRun(Options options) {
        super(options);
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        Options options = new Options(args.length == 0 ? SHORT_RUN : args);
        if (!options.parse()) {
            System.exit(1);
        }
        if (options.shouldList()) {
            Main.main(args);
            return;
        }
        StressRun run = new StressRun(options);
        if (options.shouldParse()) {
            run.parseResults();
        } else {
            run.run();
        }
        System.exit(run.asExpected ? 0 : 1);
    }

    /** JCStress calls this last of all, and not at all if there was nothing to run. */
    @Override
    public void parseResults() throws Exception {
        InProcessCollector results = read();
        new HTMLReportPrinter(options, results, System.out).work();

        SortedMap<String, Verdict> verdicts = new TreeMap<>();
        getTests().forEach(test -> verdicts.put(test, Verdict.notRun(test)));
        for (TestResult result : ReportUtils.mergedByName(results.getTestResults())) {
            verdicts.put(result.getName(), Verdict.of(result));
        }
        print(verdicts.values());
        asExpected = !verdicts.isEmpty() && verdicts.values().stream().allMatch(Verdict::asExpected);
    }

    private InProcessCollector read() throws IOException, ClassNotFoundException {
        InProcessCollector results = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(options.getResultFile(), results);
        reader.dump();
        reader.close();
        return results;
    }

    private static void print(Collection<Verdict> verdicts) {
        System.out.println();
        verdicts.forEach(System.out::println);
        long wrong = verdicts.stream().filter(verdict -> !verdict.asExpected()).count();
        System.out.printf("%n%d races, %d not as expected%n", verdicts.size(), wrong);
    }
}
