package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.io.FolderLock;
import org.dl4jvision.task.RunEnd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes that train are killed or sent a signal at random moments, from their start to their
 * end; the run comes to the end of an undisturbed one. {@code -Dkills=N} says how many.
 */
@Tag("scale")
class KilledProcessTest {

  /** One in so many is killed before it writes anything. */
  private static final int EARLY = 6;

  private static final List<String> SIGNALS = List.of("KILL", "KILL", "INT", "TERM", "HUP");

  @TempDir Path folder;

  private List<String> options(String task) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<String> options = new ArrayList<>(List.of("train", task, "--data", data.toString()));
    if (task.equals("segmentation")) {
      TinyData.cells(data);
      options.addAll(List.of("--base-channels", "2", "--depth", "1", "--dropout", "0.2"));
      options.addAll(List.of("--epochs", "12", "--checkpoint-minutes", "0.001"));
    } else {
      TinyData.objects(data);
      options.addAll(List.of("--image-size", "32", "--epochs", "5"));
    }
    options.addAll(List.of("--batch-size", "2", "--out"));
    return options;
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // What runs in the background often ignores these signals, and so would its children.
    command.addAll(List.of("env", "--default-signal=INT,HUP"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static List<String> with(List<String> options, Path run) {
    List<String> all = new ArrayList<>(options);
    all.add(run.toString());
    return all;
  }

  /** Waits until a process has begun to write a run, or has ended. */
  private static void awaitRun(Process process, Path run) throws InterruptedException {
    while (process.isAlive() && !Files.exists(run.resolve("configuration.json"))) {
      Thread.sleep(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"segmentation, 35", "detection, 15"})
  void anyMoment(String task, int kills) throws Exception {
    List<String> options = options(task);
    Path undisturbed = folder.resolve("undisturbed");
    long before = System.nanoTime();
    Process first = start(with(options, undisturbed));
    awaitRun(first, undisturbed);
    double starting = (System.nanoTime() - before) / 1e6;
    int exitCode = first.waitFor();
    assertEquals(0, exitCode, Files.readString(folder.resolve("log")));
    double writing = (System.nanoTime() - before) / 1e6 - starting;
    RunEnd end = RunEnd.of(undisturbed);
    long seed = Long.getLong("kills.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < Integer.getInteger("kills", kills); i++) {
      Path run = folder.resolve("run" + i);
      String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
      boolean early = random.nextInt(EARLY) == 0;
      long delay = (long) (random.nextDouble() * (early ? starting : writing));
      Process process = start(with(options, run));
      if (!early) {
        awaitRun(process, run);
      }
      process.waitFor(delay, TimeUnit.MILLISECONDS);
      new ProcessBuilder("kill", "-s", signal, "" + process.pid()).start().waitFor();
      process.waitFor();
      String moment = early ? "the start" : "the first file";
      String when =
          String.format(
              "seed %d, kill %d: SIG%s %d ms after %s, left %s",
              seed, i, signal, delay, moment, left(run));
      System.out.println(when);
      goOn(options, run, when);
      end.assertSame(run, when);
      assertFalse(Files.exists(run.resolve(FolderLock.FILE)), when);
    }
  }

  private static String left(Path run) throws IOException {
    if (!Files.exists(run.resolve("configuration.json"))) {
      return Files.exists(run) ? "no configuration" : "nothing";
    }
    Path metrics = run.resolve("metrics.csv");
    long epochs = Files.exists(metrics) ? Files.readAllLines(metrics).size() - 1 : 0;
    boolean trained = Files.exists(run.resolve("trained-model.zip"));
    return epochs + " epochs" + (trained ? " and a trained one" : "");
  }

  private static void goOn(List<String> options, Path run, String when) {
    Object[] again =
        Files.exists(run.resolve("configuration.json"))
            ? new Object[] {"train", options.get(1), "--resume", run}
            : with(options, run).toArray();
    Tool tool = Tool.run(again);
    assertEquals(0, tool.exitCode(), when + ": " + tool.err());
  }
}
