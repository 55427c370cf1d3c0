package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code dl4j-vision} in a project of its own, whose path has spaces and letters beyond
 * ASCII, in the locale of containers. What stands for Maven gives it the classes of this build.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  /** The project's folder, in bytes: names in this process depend on its own locale. */
  private static final String PROJECT = "p=$'Stra\\xc3\\x9fe \\xe7\\x8c\\xab 1/the tool'\n";

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo called >>"$CALLS"
      [ -z "${BROKEN:-}" ] || { echo "[ERROR] /src/Main.java: broken"; exit 1; }
      for word; do case $word in -Dmdep.outputFile=*) out=${word#*=} ;; esac; done
      mkdir -p target/classes
      cp -R "$CLASSES"/. target/classes
      printf %s "$LIBRARIES" >"$out"
      """;

  @TempDir Path folder;

  /** What a script did. */
  private record Outcome(int exitCode, String out, String err) {}

  @BeforeEach
  void makeProject() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path maven = Files.writeString(bin.resolve("mvn"), MAVEN);
    assertTrue(maven.toFile().setExecutable(true));
    Files.copy(Path.of("dl4j-vision"), folder.resolve("script"));
    Outcome made =
        bash(
            "mkdir -p \"$p/src/main\" \"$p/.mvn\" && touch \"$p/pom.xml\" \"$p/src/main/Main.java\""
                + " && mv script \"$p/dl4j-vision\" && chmod +x \"$p/dl4j-vision\"");
    assertEquals(new Outcome(0, "", ""), made);
  }

  private Outcome bash(String script, String... environment) throws Exception {
    File out = folder.resolve("out.txt").toFile();
    File err = folder.resolve("err.txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", PROJECT + script)
            .directory(folder.toFile())
            .redirectOutput(out)
            .redirectError(err);
    var variables = builder.environment();
    variables.keySet().removeIf(name -> name.matches("LANG|LANGUAGE|LC_.*|DL4J_.*|BROKEN"));
    variables.put("LC_ALL", "POSIX");
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
    variables.put("CALLS", folder.resolve("calls.txt").toString());
    variables.put("CLASSES", classes().toString());
    variables.put("LIBRARIES", libraries());
    for (String variable : environment) {
      variables.put(variable, "1");
    }
    int exitCode = builder.start().waitFor();
    return new Outcome(exitCode, text(out.toPath()), text(err.toPath()));
  }

  /** This project's classes. */
  private static Path classes() throws Exception {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** All jars of the class path, whatever loads classes here. */
  private static String libraries() throws Exception {
    List<String> jars = new ArrayList<>();
    for (URL manifest : Collections.list(Main.class.getClassLoader().getResources(MANIFEST))) {
      if (manifest.openConnection() instanceof JarURLConnection jar) {
        jars.add(Path.of(jar.getJarFileURL().toURI()).toString());
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private String calls() throws IOException {
    Path calls = folder.resolve("calls.txt");
    return Files.exists(calls) ? text(calls).lines().collect(Collectors.joining(" ")) : "";
  }

  @Test
  void buildsOnceAndAgainWhenSourcesChanged() throws Exception {
    Outcome first = bash("\"$p/dl4j-vision\" --version");
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.out().startsWith("dl4j-vision "), first.out());
    assertEquals(
        "dl4j-vision: building (the first time downloads some 450 MB of libraries) ...\n",
        first.err());

    Outcome second = bash("ln -s \"$p/dl4j-vision\" link; ./link --version");
    assertEquals(new Outcome(0, first.out(), ""), second);
    assertEquals("called", calls());

    bash("touch -d '+1 minute' \"$p/src/main/Main.java\"");
    Outcome changed = bash("\"$p/dl4j-vision\" --version");
    assertEquals(
        new Outcome(0, first.out(), "dl4j-vision: building (sources changed) ...\n"), changed);
    assertEquals("called called", calls());
  }

  @Test
  void saysWhyABuildFailed() throws Exception {
    Outcome broken = bash("\"$p/dl4j-vision\" --version", "BROKEN");
    assertEquals(2, broken.exitCode());
    List<String> lines = broken.err().lines().toList();
    assertEquals("[ERROR] /src/Main.java: broken", lines.get(1));
    assertTrue(lines.get(2).startsWith("dl4j-vision: the build failed, see "), lines.get(2));
    assertEquals(3, lines.size(), broken.err());
  }

  @Test
  void saysWhyJavaDoesNotStart() throws Exception {
    Outcome outcome = bash("JAVA_TOOL_OPTIONS=-Xfoo \"$p/dl4j-vision\" --version");
    assertEquals(2, outcome.exitCode());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains("/java does not start: "), outcome.err());
    assertTrue(outcome.err().contains("-Xfoo"), outcome.err());
  }

  /** Java does not start with two collectors. */
  @Test
  void leavesTheCollectorToTheUser() throws Exception {
    String own = "DL4J_VISION_JAVA_OPTS='-XX:+UseParallelGC -Xmx1g' \"$p/dl4j-vision\" --version";
    assertEquals(0, bash("\"$p/dl4j-vision\" --version").exitCode());
    Outcome outcome = bash(own);
    assertEquals(0, outcome.exitCode(), outcome.err());
  }

  @Test
  void readsAndSaysNamesInAnyScript() throws Exception {
    bash("\"$p/dl4j-vision\" --version");
    Outcome bad = bash("\"$p/dl4j-vision\" train segmentation --epochz 3");
    assertEquals(
        new Outcome(
            2,
            "",
            "dl4j-vision: unknown option --epochz (did you mean --epochs?)\n"
                + "Try 'dl4j-vision train segmentation --help' for more.\n"),
        bad);

    Outcome missing = bash("\"$p/dl4j-vision\" train segmentation --data \"$p/gibt es nicht\"");
    assertEquals(
        new Outcome(
            2,
            "",
            "dl4j-vision: no such folder: "
                + folder
                + "/Stra\u00dfe \u732b 1/the tool/gibt es nicht\n"),
        missing);

    Outcome found =
        bash(
            """
            echo '{"images": [{"id": 1, "file_name": "a.png", "width": 9, "height": 9}],
              "categories": [{"id": 1, "name": "cat"}], "annotations": [{"id": 1, "image_id": 1,
              "category_id": 1, "bbox": [1, 1, 5, 5], "area": 25, "iscrowd": 0}]}' >"$p/truth.json"
            echo '[{"image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5], "score": 0.9}]' \\
              >"$p/found.json"
            "$p/dl4j-vision" evaluate detections --truth "$p/truth.json" \\
              --detections "$p/found.json" --json
            """);
    assertEquals(0, found.exitCode(), found.err());
    assertTrue(found.out().contains("\"AP50\" : 1.0"), found.out());
  }
}
