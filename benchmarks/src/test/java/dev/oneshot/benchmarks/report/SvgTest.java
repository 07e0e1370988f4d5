package dev.oneshot.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SvgTest {

    /** What is asked of graphics, by the Web Content Accessibility Guidelines. */
    private static final double ENOUGH = 3;

    @Test
    void hasColoursThatStandOutAgainstALightAndADarkGround() {
        for (String colour : IntStream.range(0, 15).mapToObj(Svg::colour).toList()) {
            assertThat(contrast(colour, "#ffffff")).as(colour).isGreaterThan(ENOUGH);
            assertThat(contrast(colour, "#0d1117")).as(colour).isGreaterThan(ENOUGH);
        }
    }

    @Test
    void turnsDarkForThoseWhoPreferIt() {
        assertThat(new Svg(1, 1, "A & B", "<words>").toString())
                .contains("prefers-color-scheme:dark", "<title id=\"title\">A &amp; B</title>", "&lt;words&gt;");
    }

    @Test
    void showsWaitsOnAScaleOfPowersOfTen() {
        String svg = new LatencyChart("Waits", List.of(new LatencyChart.Row("ours", 0.5, 3400, 5_600_000))).svg();
        assertThat(svg).contains(">100 ns<", ">1 µs<", ">1 ms<", ">10 s<", "ours 0.50 µs, 3.40 ms, 5.60 s");
    }

    private static double contrast(String one, String other) {
        double bright = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (bright + 0.05) / (dark + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
    }

    private static double part(String colour, int from) {
        double value = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
