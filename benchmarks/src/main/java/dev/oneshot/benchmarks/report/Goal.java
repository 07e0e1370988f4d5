package dev.oneshot.benchmarks.report;

import java.util.List;

/** Something that was to be reached. */
interface Goal {

    /** The rows of the summary that tell how far it was reached: none if it was not measured. */
    List<GoalRow> in(Measured measured);
}
