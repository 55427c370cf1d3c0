package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.SideEffects;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.model.HostileModel;
import org.dl4jvision.model.ModelZip;
import org.dl4jvision.model.Models;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of strangers, whose models the tool reads. */
class HostileModelsTest {

  @TempDir static Path folder;

  private static Path data;
  private static Path run;
  private static ModelZip good;
  private static long weights;

  @BeforeAll
  static void train() throws IOException {
    data = Tool.data(folder.resolve("data"));
    run = folder.resolve("run");
    Tool trained = Tool.train(data, "--out", run);
    assertEquals(0, trained.exitCode(), trained.err());
    good = ModelZip.of(run.resolve("best-model.zip"));
    weights = Models.read(run.resolve("best-model.zip")).numParams();
  }

  @BeforeEach
  void nothingHasRun() {
    SideEffects.happened();
  }

  static Stream<HostileModel> models() {
    return Stream.concat(
        HostileModel.all().stream().filter(model -> model.problem() != null), weights());
  }

  /** What the library reads, as the numbers are those of the file. */
  private static Stream<HostileModel> weights() {
    String problem = "has weights that are not finite";
    return Stream.of(Float.NaN, Float.POSITIVE_INFINITY)
        .map(
            number ->
                new HostileModel(
                    "a weight of " + number, zip -> withLast(zip, number).bytes(), problem));
  }

  private static ModelZip withLast(ModelZip zip, float number) {
    return zip.change(
        ModelZip.WEIGHTS,
        bytes -> {
          ByteBuffer.wrap(bytes).putFloat(bytes.length - Float.BYTES, number);
          return bytes;
        });
  }

  @ParameterizedTest
  @MethodSource("models")
  void runNothingInPredict(HostileModel hostile) throws IOException {
    Path file = put(hostile, "best-model.zip");
    Tool tool =
        Tool.run("predict", run, data.resolve("val/images"), "--out", folder.resolve("out"));
    assertRefused(hostile, file, "copy last-model.zip over it, or train anew", tool);
    assertFalse(Files.exists(folder.resolve("out")), "something was written");
  }

  @ParameterizedTest
  @MethodSource("models")
  void runNothingInEvaluate(HostileModel hostile) throws IOException {
    Path file = put(hostile, "best-model.zip");
    assertRefused(
        hostile, file, "copy last-model.zip over it, or train anew", Tool.run("evaluate", run));
  }

  @ParameterizedTest
  @MethodSource("models")
  void runNothingInResume(HostileModel hostile) throws IOException {
    good.write(run.resolve("best-model.zip"));
    Path file = put(hostile, "last-model.zip");
    Tool tool = Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);
    assertRefused(hostile, file, "copy best-model.zip over it, or train anew", tool);
    good.write(file);
  }

  /** Java objects, and whatever else is beside what a model needs, are never looked at. */
  @ParameterizedTest
  @MethodSource("passedOver")
  void areReadWithoutWhatIsBeside(HostileModel hostile) throws IOException {
    put(hostile, "best-model.zip");
    Path out = folder.resolve("masks");
    Tool tool = Tool.run("predict", run, data.resolve("val/images/0.png"), "--out", out);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(0, Tool.run("evaluate", run).exitCode());
    assertFalse(SideEffects.happened(), "something ran");
  }

  static List<HostileModel> passedOver() {
    return HostileModel.all().stream().filter(model -> model.problem() == null).toList();
  }

  private static Path put(HostileModel hostile, String name) throws IOException {
    return Files.write(run.resolve(name), hostile.bytes().apply(good));
  }

  private static void assertRefused(HostileModel hostile, Path file, String remedy, Tool tool)
      throws IOException {
    assertFalse(SideEffects.happened(), "something ran");
    String said = tool.err();
    String start = "dl4j-vision: file " + file + ": ";
    String end = "; " + remedy + "\n";
    assertTrue(said.startsWith(start) && said.endsWith(end), said);
    hostile.assertProblem(
        weights, file, said.substring(start.length(), said.length() - end.length()));
    assertEquals(2, tool.exitCode());
  }
}
