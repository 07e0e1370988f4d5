package dev.oneshot.benchmarks.report;

import java.util.List;

/** Something that was to be reached. */
interface Goal {

    /** The rows of the summary that tell how far it was reached: none if it was not measured. */
    List<List<String>> rows(Measured measured);

    /** How the summary says whether it was. */
    static String verdict(boolean reached) {
        return reached ? "yes" : "**no**";
    }
}
