package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.io.JsonTree;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.study.plan.Plan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;

/** Trainings whose options are chosen, and the plan as a file. */
class PlannedTrainingTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;

  @BeforeAll
  static void drawData() throws IOException {
    data = Tool.data(shared.resolve("cells"));
  }

  private static JsonNode configuration(Path run) {
    return JsonTree.yaml(RunFolder.open(run).configurationFile());
  }

  @Test
  void whatIsNotGivenIsChosen() throws IOException {
    Path run = folder.resolve("run");
    Tool tool =
        Tool.run(
            "train",
            "segmentation",
            "--data",
            data,
            "--auto",
            "--epochs",
            1,
            "--depth",
            1,
            "--out",
            run);
    assertEquals(0, tool.exitCode(), tool.err());

    JsonNode plan = JsonTree.yaml(run.resolve(Plan.FILE));
    assertFalse(plan.has("depth"), plan.toString());
    assertFalse(plan.has("epochs"), plan.toString());
    assertTrue(plan.has("base-channels"), plan.toString());
    assertTrue(tool.err().contains(Files.readString(run.resolve(Plan.FILE))), tool.err());
    JsonNode configuration = configuration(run);
    assertEquals(1, configuration.get("depth").asInt());
    plan.fields()
        .forEachRemaining(
            chosen ->
                assertTrue(
                    same(chosen.getValue(), configuration.get(chosen.getKey())),
                    chosen.toString()));

    Tool resumed = Tool.run("train", "segmentation", "--resume", run, "--auto");
    assertEquals(2, resumed.exitCode());
    assertTrue(resumed.err().contains("no --config, --out, --overwrite, --auto"), resumed.err());
  }

  /** 12 and 12.0 are the same number. */
  private static boolean same(JsonNode one, JsonNode other) {
    return one.isNumber()
        ? one.asDouble() == other.asDouble()
        : one.asText().equals(other.asText());
  }

  @Test
  void planIsEditedAndTrainedWith() throws IOException {
    Path plan = folder.resolve("plan.yaml");
    Path run = folder.resolve("run");
    Tool written = Tool.run("train", "segmentation", "--data", data, "--plan", plan, "--out", run);
    assertEquals(0, written.exitCode(), written.err());
    assertFalse(Files.exists(run));

    String text = Files.readString(plan);
    String edited =
        text.replaceFirst("(?m)^epochs: .*", "epochs: 1")
            .replaceFirst("(?m)^base-channels: .*", "base-channels: 2");
    assertFalse(edited.equals(text));
    Files.writeString(plan, edited);
    Tool trained =
        Tool.run("train", "segmentation", "--data", data, "--config", plan, "--out", run);
    assertEquals(0, trained.exitCode(), trained.err());
    assertEquals(2, configuration(run).get("base-channels").asInt());
    assertEquals(0.99, configuration(run).get("ema").asDouble());
  }

  @Test
  void configurationStays() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "loss: jaccard\nema: 0.5\n");
    Path plan = folder.resolve("plan.yaml");
    Tool tool =
        Tool.run(
            "train", "segmentation", "--data", data, "--config", config, "--auto", "--plan", plan);
    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode chosen = JsonTree.yaml(plan);
    assertFalse(chosen.has("loss"), chosen.toString());
    assertFalse(chosen.has("ema"), chosen.toString());
  }
}
