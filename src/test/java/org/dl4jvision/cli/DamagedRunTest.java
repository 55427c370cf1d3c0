package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of which a file is missing, cut off or another one. */
class DamagedRunTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;
  private static Path sound;
  private Path run;

  @BeforeAll
  static void train() throws IOException {
    data = Tool.data(shared.resolve("cells"));
    sound = shared.resolve("run");
    assertEquals(0, Tool.train(data, "--out", sound).exitCode());
  }

  @BeforeEach
  void copy() throws IOException {
    run = Files.createDirectory(folder.resolve("run"));
    try (Stream<Path> files = Files.list(sound)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.copy(file, run.resolve(file.getFileName()));
      }
    }
  }

  private Tool resume() {
    return Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);
  }

  private void assertRefused(String message, Tool tool) {
    Tool.assertMessage(message.replace("RUN", run.toString()), tool);
    assertEquals(2, tool.exitCode(), tool.err());
    assertEquals(1, tool.err().lines().count(), tool.err());
  }

  private void cut(Path file, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (share * bytes.length)));
  }

  private void writeZip(Path file, String entry) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("{}".getBytes());
    }
  }

  @Test
  void aDamagedModelIsNamedWithTheSoundOne() throws IOException {
    Path last = run.resolve("last-model.zip");
    String remedy = "; copy best-model.zip over it, or train anew";

    for (double share : new double[] {0.05, 0.5, 0.999}) {
      copyModel("last-model.zip");
      cut(last, share);
      assertRefused("file RUN/last-model.zip: is damaged or cut off" + remedy, resume());
    }
    Files.write(last, new byte[0]);
    assertRefused("file RUN/last-model.zip: is empty" + remedy, resume());
    Files.writeString(last, "no model");
    assertRefused("file RUN/last-model.zip: is damaged or cut off" + remedy, resume());
    writeZip(last, "notes.txt");
    assertRefused(
        "file RUN/last-model.zip: is no model, as it has no configuration.json" + remedy, resume());
    writeZip(last, "configuration.json");
    assertRefused(
        "file RUN/last-model.zip: its configuration is not that of a network" + remedy, resume());
  }

  private void copyModel(String name) throws IOException {
    Files.write(run.resolve(name), Files.readAllBytes(sound.resolve(name)));
  }

  /** A byte of the weights: nothing but the checksum tells. */
  @Test
  void aModelWithAChangedByteIsNamed() throws IOException {
    Path best = run.resolve("best-model.zip");
    byte[] bytes = Files.readAllBytes(best);
    int weights = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("coefficients.bin");
    bytes[weights + 500] ^= 0x55;
    Files.write(best, bytes);

    assertRefused(
        "file RUN/best-model.zip: is damaged or cut off; copy last-model.zip over it, or train"
            + " anew",
        Tool.run("evaluate", run));
  }

  @Test
  void theRemedyOfADamagedModelWorks() throws IOException {
    Files.copy(
        run.resolve("best-model.zip"),
        run.resolve("last-model.zip"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    Tool tool = resume();

    assertEquals(0, tool.exitCode(), tool.err());
  }

  @Test
  void withoutAnyModelOnlyTrainingHelps() throws IOException {
    Files.delete(run.resolve("best-model.zip"));
    Files.delete(run.resolve("last-model.zip"));

    String message = "file RUN/best-model.zip: there is no such file or folder; train anew";
    assertRefused(message, Tool.run("evaluate", run));
    assertRefused(
        message,
        Tool.run("predict", run, data.resolve("val/images"), "--out", folder.resolve("out")));
    assertRefused(message.replace("best", "last"), resume());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metrics.csv | a,b;1; | number of cells in line 2 is 1; allowed: 2, as many as in the first"
            + " line; delete it to go on without",
        "metrics.csv | epoch,a;1,x; | a in line 2 is x; allowed: numbers, and nothing where"
            + " undefined; delete it to go on without",
        "metrics.csv | epoch,a;1,0.2 | is cut off: the end of its last line is missing; delete it"
            + " to go on without",
        "metrics.csv | epoch,trainLo | is cut off: the end of its last line is missing; delete it"
            + " to go on without",
        "metrics.csv | a,b; | column: epoch, must be one of [a, b]; delete it to go on without",
        "metrics.csv | a,b;1,2; | column: epoch, must be one of [a, b]; delete it to go on without",
        "summary.json | {\"epochs\": | is no JSON, or damaged, line 1; delete it to go on"
            + " without",
        "summary.json | [1] | does not hold what it should; delete it to go on without",
        "summary.json | '' | is empty; delete it to go on without",
        "model.json | {\"task\": \"segmen | is no JSON, or damaged, line 1",
        "model.json | '' | is empty",
        "model.json | {\"task\": \"segmentatoin\"} | there is no task segmentatoin (did you mean"
            + " segmentation?); tasks are ...",
      })
  void otherDamagedFilesAreNamed(String file, String content, String message) throws IOException {
    makeEarlier();
    Files.writeString(run.resolve(file), content.replace(';', '\n'));

    assertRefused("file RUN/" + file + ": " + message, resume());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"channels\" : 1 | \"channels\" : 7 | channels is 7; allowed: 1 and 3",
        "\"stride\" : 4 | \"stride\" : 0 | stride is 0; allowed: 1 to 1024",
        "\"stride\" : 4 | \"stride\" : \"x\" | has no valid value of stride",
        "\"PER_IMAGE\" | \"PER\" | has no valid value of normalization",
        "\"PER_IMAGE\" | null | normalization is null; allowed: any value but null",
        "\"classNames\" | \"names\" | classNames is null; allowed: any value but null",
      })
  void aCardWithoutWhatItNeedsIsNamed(String part, String other, String message)
      throws IOException {
    Path card = run.resolve("model.json");
    String text = Files.readString(card);
    assertTrue(text.contains(part), text);
    Files.writeString(card, text.replace(part, other));

    for (Tool tool :
        List.of(
            Tool.run("evaluate", run),
            Tool.run("predict", run, data.resolve("val/images"), "--out", folder.resolve("out")))) {
      assertRefused("file RUN/model.json: " + message, tool);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"channels\" : 1 | \"channels\" : 3 | channels is 3; allowed: 1, as the model has",
        "\"foreground\" | \"cat\", \"dog\" | number of classNames is 3; allowed: 2, as the model"
            + " has",
      })
  void aModelOfAnotherRunIsNamed(String part, String other, String message) throws IOException {
    Path card = run.resolve("model.json");
    String text = Files.readString(card);
    assertTrue(text.contains(part), text);
    Files.writeString(card, text.replace(part, other));

    assertRefused(
        "file RUN/best-model.zip is not the model of RUN/model.json: "
            + message
            + "; take both from one run",
        Tool.run("predict", run, data.resolve("val/images"), "--out", folder.resolve("out")));
  }

  @Test
  void aMissingCardIsNamed() throws IOException {
    Files.delete(run.resolve("model.json"));
    String message = "cannot read RUN/model.json: there is no such file or folder";

    assertRefused(message, Tool.run("evaluate", run));
    assertRefused(message, resume());
  }

  @Test
  void aDamagedConfigurationIsNamed() throws IOException {
    Path configuration = run.resolve("configuration.json");
    Files.writeString(configuration, "{\"loss\": ");
    assertRefused("RUN/configuration.json: not JSON or YAML, line 1", resume());
    Files.write(configuration, new byte[] {(byte) 0xC3, 0x28});
    assertRefused(
        "RUN/configuration.json: line 1 is not UTF-8 text, the file seems to be of one byte a"
            + " letter, such as Latin-1 (Windows-1252): save it as UTF-8",
        resume());
    Files.writeString(configuration, "{\"los\": \"dice\"}");
    assertRefused(
        "RUN/configuration.json: unknown key 'los' (did you mean loss?), allowed are ...",
        resume());
    Files.delete(configuration);
    assertRefused("folder RUN: is not a run folder (no configuration.json)", resume());
  }

  /** As version 0.1.0 left a run: of its epochs it knew no more than these files say. */
  private void makeEarlier() throws IOException {
    for (String model : List.of("last-model.zip", "best-model.zip")) {
      try (FileSystem zip = FileSystems.newFileSystem(run.resolve(model))) {
        Files.delete(zip.getPath("run.json"));
      }
    }
  }

  @Test
  void whatIsMadeOfTheModelsIsMadeAnew() throws IOException {
    List<String> metrics = Files.readAllLines(run.resolve("metrics.csv"));
    Files.writeString(run.resolve("metrics.csv"), "epoch,trainLo");
    Files.writeString(run.resolve("summary.json"), "{");

    Tool tool = Tool.run("train", "segmentation", "--resume", run);

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(metrics, Files.readAllLines(run.resolve("metrics.csv")));
    RunSummary<SegmentationScores> summary =
        RunFolder.open(run).readSummary(SegmentationScores.class);
    assertEquals(RunStatus.COMPLETED, summary.status());
    assertEquals(1, summary.epochs());
    assertTrue(Files.exists(run.resolve("curves/loss.png")));
    assertTrue(Files.exists(run.resolve("overlays/0.png")));
  }

  /** What is refused changes nothing. */
  @Test
  void aRefusedRunStaysAsItIs() throws IOException {
    makeEarlier();
    Files.writeString(run.resolve("summary.json"), "{");
    List<String> metrics = Files.readAllLines(run.resolve("metrics.csv"));

    assertEquals(2, resume().exitCode());

    assertEquals(metrics, Files.readAllLines(run.resolve("metrics.csv")));
    assertFalse(Files.exists(run.resolve("curves/loss.png")));
  }
}
