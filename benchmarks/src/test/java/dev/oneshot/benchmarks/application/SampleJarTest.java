package dev.oneshot.benchmarks.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleJarTest {

    @TempDir
    Path directory;

    @Test
    void takesApartWhatIsTheShopsWhatIsOursAndWhatIsOfOthers() throws IOException {
        Path jar = directory.resolve("shop.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(
                    "BOOT-INF/lib/oneshot-core.jar",
                    "BOOT-INF/lib/spring.jar",
                    "BOOT-INF/classes/shop/Shop.class",
                    "org/loader/Launcher.class")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes());
            }
        }

        SampleJar sample = SampleJar.unpack(jar, directory.resolve("unpacked"));

        assertThat(sample.classes().resolve("shop/Shop.class")).hasContent("BOOT-INF/classes/shop/Shop.class");
        assertThat(sample.libraries())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("oneshot-core.jar", "spring.jar");
        assertThat(sample.librariesOfOthers())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("spring.jar");
        assertThat(directory.resolve("unpacked/org")).doesNotExist();
    }
}
