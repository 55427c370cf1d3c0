package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dl4jvision.data.TinyData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class PredictEnsembleTest {

  private static final String[] NET = {"--base-channels", "2", "--depth", "1", "--epochs", "1"};

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;
  private static Path boxes;

  @BeforeAll
  static void train() throws IOException {
    data = Tool.data(Files.createDirectories(shared.resolve("cells")));
    boxes = TinyData.objects(Files.createDirectories(shared.resolve("boxes")));
    for (int seed = 1; seed <= 2; seed++) {
      Tool cells = Tool.train(data, "--seed", seed, "--epochs", 1, "--out", run("cells", seed));
      assertEquals(0, cells.exitCode(), cells.err());
      Tool objects =
          Tool.run(
              "train",
              "detection",
              "--data",
              boxes,
              "--seed",
              seed,
              "--epochs",
              1,
              "--image-size",
              64,
              "--out",
              run("boxes", seed));
      assertEquals(0, objects.exitCode(), objects.err());
    }
  }

  private static Path run(String kind, int seed) {
    return shared.resolve(kind + "-" + seed);
  }

  private INDArray probabilities(String out, String tile, Object... runs) {
    Object[] words = {
      "predict",
      runs[0],
      data.resolve("val/images"),
      "--probabilities",
      "--tile",
      tile,
      "--out",
      folder.resolve(out)
    };
    Tool tool = runs.length == 1 ? Tool.run(words) : Tool.run(concat(words, "--ensemble", runs[1]));
    assertEquals(0, tool.exitCode(), tool.err());
    return Nd4j.createFromNpyFile(folder.resolve(out + "/probabilities/1.npy").toFile());
  }

  private static Object[] concat(Object[] words, Object... more) {
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000", "16"})
  void probabilitiesAreAveraged(String tile) {
    INDArray first = probabilities("first", tile, run("cells", 1));
    INDArray second = probabilities("second", tile, run("cells", 2));
    INDArray both = probabilities("both", tile, run("cells", 1), run("cells", 2));
    assertTrue(first.distance2(second) > 1e-3, "two models");
    assertEquals(0, first.add(second).div(2).sub(both).amaxNumber().doubleValue(), 1e-6);
  }

  @Test
  void detectionsArePutTogether() throws IOException {
    Path out = folder.resolve("out");
    Tool tool =
        Tool.run(
            "predict",
            run("boxes", 1),
            boxes.resolve("val"),
            "--ensemble",
            run("boxes", 2),
            "--out",
            out);
    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode found = new ObjectMapper().readTree(out.resolve("detections.json").toFile());
    found.forEach(one -> assertTrue(one.get("score").asDouble() <= 1));
  }

  @Test
  void aStudyOfOneContestantIsAnEnsemble() {
    Path study = folder.resolve("study");
    Object[] compare = {
      "compare", "--data", data, "--losses", "dice", "--folds", 2, "--out", study
    };
    Tool trained = Tool.run(concat(compare, (Object[]) NET));
    assertEquals(0, trained.exitCode(), trained.err());
    Path out = folder.resolve("out");
    Tool tool = Tool.run("predict", study, data.resolve("val/images"), "--out", out);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(Files.exists(out.resolve("masks/1.png")));
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Path out = folder.resolve("out");
    assertMessage(
        "task of " + run("boxes", 1) + " is detection; allowed: segmentation, as of the other run",
        Tool.run("predict", run("cells", 1), data, "--out", out, "--ensemble", run("boxes", 1)));
  }
}
