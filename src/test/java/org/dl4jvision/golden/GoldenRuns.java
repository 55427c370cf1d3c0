package org.dl4jvision.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Trains for the writer: run folders as the tool leaves them, without pictures. */
final class GoldenRuns {

  private static final List<String> KEPT =
      List.of("configuration.json", "model.json", "metrics.csv", "summary.json", "best-model.zip");

  /** Where no data are, so that a test that forgets to say where they are fails. */
  private static final Path NOWHERE = Path.of("/data");

  /** Share of a detector's weights that are kept. */
  private static final double WEIGHTS = 0.08;

  private final Path version;
  private final Path work;

  GoldenRuns(Path version, Path work) {
    this.version = version;
    this.work = work;
  }

  void write() throws IOException {
    RunQuestion cells = new RunQuestion("segmentation", "cells", "val/images", shape(1));
    train("cells", cells, true, "--base-channels", 2, "--depth", 2, "--learning-rate", 0.02);
    RunQuestion parts = new RunQuestion("segmentation", "parts", "images", shape(3));
    List<Object> options = new ArrayList<>(List.of("--base-channels", 3, "--depth", 2));
    options.addAll(List.of("--loss", "uncertainty(dice(squared=false), cross-entropy)"));
    options.addAll(List.of("--learning-rate", 0.02, "--dropout", 0.1, "--l2", 1e-4));
    train("parts-uncertainty", parts, true, options.toArray());
    detector("fcos", "voc", "JPEGImages", 1, "--box-loss", "ciou + 0.5*l1");
    detector("retina", "coco", "val", 1, "--box-weight", 1.5, "--mosaic", 0.5);
    detector(
        "yolo", "yolo", "images/val", 3, "--class-loss", "focal(gamma=1)", "--learning-rate", 0.03);
    detector("rpn", "voc", "JPEGImages", 1, "--resizing", "stretch");
    for (String head : GoldenDetectors.HEADS) {
      tinyDetector(head);
    }
  }

  private static long[] shape(int channels) {
    return new long[] {2, channels, GoldenData.SIZE, GoldenData.SIZE};
  }

  private void detector(String head, String data, String images, int channels, Object... options)
      throws IOException {
    List<Object> all = new ArrayList<>(List.of("--head", head, "--image-size", GoldenData.SIZE));
    all.addAll(Arrays.asList(options));
    RunQuestion question = new RunQuestion("detection", data, images, shape(channels));
    train(head, question, head.equals("fcos"), all.toArray());
  }

  private void train(String name, RunQuestion question, boolean withLast, Object... options)
      throws IOException {
    Path out = work.resolve(name);
    List<Object> all = new ArrayList<>(List.of("train", question.task()));
    all.addAll(List.of("--data", version.resolve("data").resolve(question.data())));
    all.addAll(List.of("--epochs", 2, "--batch-size", 2, "--seed", 7, "--out", out));
    all.addAll(Arrays.asList(options));
    RunQuestion.succeed(all.toArray());
    Path run = Files.createDirectories(version.resolve("runs").resolve(name));
    List<String> files = new ArrayList<>(KEPT);
    if (withLast) {
      files.add("last-model.zip");
    }
    for (String file : files) {
      if (file.endsWith(".zip") && question.task().equals("detection")) {
        writeThinned(out.resolve(file), run.resolve(file));
      } else {
        Files.copy(out.resolve(file), run.resolve(file));
      }
    }
    finish(name, question);
  }

  /** A run whose best model has been replaced by one of a few weights and a head of all options. */
  private void tinyDetector(String head) throws IOException {
    String name = "head-" + head;
    Path run = Files.createDirectories(version.resolve("runs").resolve(name));
    Path trained = version.resolve("runs/fcos");
    for (String file : KEPT) {
      Files.copy(trained.resolve(file), run.resolve(file));
    }
    NetworkQuestion network = GoldenDetectors.all().get(name + "-float").question();
    Path json = version.resolve("configurations").resolve(name + "-float.json");
    Path best = run.resolve("best-model.zip");
    ModelSerializer.writeModel(network.ofConfiguration(json), best.toFile(), true);
    finish(name, new RunQuestion("detection", "voc", "JPEGImages", shape(1)));
  }

  /** Answers, and a configuration that does not tell where it was written. */
  private void finish(String name, RunQuestion question) throws IOException {
    Path run = version.resolve("runs").resolve(name);
    RunQuestion.rename(run.resolve("configuration.json"), NOWHERE.resolve(question.data()));
    Path answers = version.resolve("answers/runs");
    Path predicted = work.resolve(name + "-predicted");
    Path copy = question.copy(run, version, work.resolve(name + "-copy"));
    question.predict(copy, version, predicted);
    if (question.task().equals("detection")) {
      Files.createDirectories(answers.resolve(name));
      Files.copy(
          predicted.resolve("detections.json"), answers.resolve(name).resolve("detections.json"));
    } else {
      RunQuestion.copyTree(predicted.resolve("masks"), answers.resolve(name).resolve("masks"));
    }
    Json.write(
        answers.resolve(name + ".json"),
        Map.of("question", question, "answer", question.answer(copy, version)));
  }

  /**
   * The same zip with most weights 0: those of the smallest backbone take megabytes, which zeros do
   * not. Half of the digits of the others go as well.
   */
  private static void writeThinned(Path from, Path to) throws IOException {
    ComputationGraph network = ModelSerializer.restoreComputationGraph(from.toFile(), true);
    for (INDArray param : network.paramTable().values()) {
      if (param.rank() == 4) {
        thin(param);
      }
    }
    INDArray state = network.getUpdater().getStateViewArray();
    float[] values = state.dup('c').data().asFloat();
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 64 == 0 ? rounded(values[i]) : 0;
    }
    state.assign(Nd4j.createFromArray(values).reshape(state.shape()));
    ModelSerializer.writeModel(network, to.toFile(), true);
  }

  private static void thin(INDArray param) {
    float[] values = param.dup('c').data().asFloat();
    float[] sizes = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    float smallest = sizes[(int) ((1 - WEIGHTS) * sizes.length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]) >= smallest ? rounded(values[i]) : 0;
    }
    param.assign(Nd4j.createFromArray(values).reshape('c', param.shape()));
  }

  private static float rounded(float value) {
    return Float.intBitsToFloat(Float.floatToIntBits(value) & 0xFFFF0000);
  }
}
