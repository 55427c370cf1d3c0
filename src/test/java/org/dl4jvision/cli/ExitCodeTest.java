package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts are told of how the tool ended. */
class ExitCodeTest {

  /** The bit of SIGINT in /proc/self/status. */
  private static final long SIGINT = 1 << 1;

  @TempDir Path folder;

  @Test
  void helpAndReadmeListThem() throws IOException {
    String help = Tool.run("--help").out();
    String readme = Files.readString(Path.of("README.md"));
    for (ExitCode one : ExitCode.values()) {
      assertTrue(help.contains(one.code() + " "), help);
      String row = "\n| " + one.code() + " | " + one.meaning() + " |\n";
      assertTrue(readme.contains(row), "README.md lacks" + row);
    }
  }

  @Test
  void standardOutputThatCannotBeWrittenIsAFailure() {
    Writer full =
        new FilterWriter(new StringWriter()) {
          @Override
          public void write(String text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Tool tool = Tool.runTo(full, "loss", "list");

    assertEquals(5, tool.exitCode());
    Tool.assertMessage(
        "cannot write to standard output: the disk is full, or nobody reads it", tool);
  }

  @Test
  void aLogFileThatCannotBeWrittenIsRefused() {
    Tool tool = Tool.run("loss", "list", "--log-file", "pom.xml/log");

    assertEquals(5, tool.exitCode());
    assertEquals("", tool.out());
    assertTrue(tool.err().startsWith("dl4j-vision: cannot write pom.xml/log: "), tool.err());
  }

  @Test
  void aLogFileHasTheStackTrace() throws IOException {
    Path log = folder.resolve("log");
    Tool tool = Tool.run("evaluate", "missing", "--log-file", log);

    assertEquals(2, tool.exitCode());
    assertEquals(1, tool.err().lines().count());
    String text = Files.readString(log);
    assertTrue(text.contains(tool.err().strip()), text);
    assertTrue(text.contains("\tat "), text);
  }

  /** The Java virtual machine ends with the signal's code by itself, however the command ends. */
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @DisabledOnOs(OS.WINDOWS)
  void aSignalEndsATrainingThatCanBeResumed(String signal, int code) throws Exception {
    assumeFalse(
        signal.equals("INT") && ignoresInterrupts(), "signals from the keyboard are ignored here");
    Path data = Tool.data(folder.resolve("cells"));
    Path run = folder.resolve("run");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Ddl4jvision.terminal=false",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "segmentation",
                "--data",
                data.toString(),
                "--base-channels=2",
                "--depth=2",
                "--batch-size=2",
                "--epochs=100000",
                "--out",
                run.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.contains(" epoch ")) {
        line = output.readLine();
      }
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      List<String> rest = output.lines().toList();

      assertEquals(code, process.waitFor(), rest.toString());
      String last = rest.get(rest.size() - 1);
      assertTrue(
          last.matches(
              "stopped after \\d+ epochs; go on with: dl4j-vision train segmentation --resume .*"),
          last);
    } finally {
      process.destroyForcibly();
    }
    Tool resumed =
        Tool.run(
            "train", "segmentation", "--resume", run, "--epochs", 100_000, "--max-minutes", 0.001);
    assertEquals(0, resumed.exitCode(), resumed.err());
  }

  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(
                line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
  }
}
