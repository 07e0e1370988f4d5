package dev.oneshot.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A source file out of the documentation, compiled to a directory and run from there, on the class path of the tests. */
record Snippet(String source, Path classes) {

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final long RUN_SECONDS = 60;

    /** Compiles as the project itself is compiled; what the compiler complains of, empty if it does not. */
    String compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of(
                "--release",
                "17",
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-parameters",
                "-cp",
                CLASS_PATH,
                "-d",
                classes.toString());
        compiler.getTask(complaints, null, null, options, null, List.of(new Source(source)))
                .call();
        return complaints.toString();
    }

    /** Runs a compiled class in a JVM of its own and gives what it printed to standard output. */
    String run(String mainClass) throws IOException, InterruptedException {
        Path output = classes.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + System.getProperty("path.separator") + CLASS_PATH,
                        mainClass)
                .directory(classes.toFile())
                .redirectOutput(output.toFile())
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(mainClass + " did not end within " + RUN_SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output).replace("\r\n", "\n");
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
