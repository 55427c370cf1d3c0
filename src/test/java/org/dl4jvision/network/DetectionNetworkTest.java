package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.layer.detection.DetectionDecoder;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class DetectionNetworkTest {

  private static final int SIZE = 64;

  static List<HeadType> heads() {
    return Heads.REGISTRY.all();
  }

  private static Head head(HeadType head, int classes) {
    return head.builder().classes(classes).imageWidth(SIZE).imageHeight(SIZE).build();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void configurationSurvivesJson(HeadType head) {
    ComputationGraphConfiguration conf =
        DetectionNetwork.builder(head(head, 3)).encoder("medium").l2(1e-4).build().configuration();
    assertEquals(conf, ComputationGraphConfiguration.fromJson(conf.toJson()));
  }

  @Test
  void badOptionsAreNamed() {
    Head head = head(FcosHead.TYPE, 1);
    DetectionNetwork.Builder builder = DetectionNetwork.builder(head);
    assertEquals(
        """
        inputChannels is 0; allowed: whole numbers >= 1
        l2 is -1.0; allowed: finite numbers >= 0
        learningRate is NaN; allowed: finite numbers > 0
        imageWidth is 100; allowed: multiples of 32
        strides of the head is [8, 32]; allowed: powers of two, each twice the one before, up to 32
        strides of the head is [32, 64]; allowed: powers of two, each twice the one before, up to 32
        """,
        Refusals.messages(
            () -> builder.inputChannels(0),
            () -> builder.l2(-1),
            () -> builder.learningRate(Double.NaN),
            () -> DetectionNetwork.builder(FcosHead.TYPE.builder().imageWidth(100).build()).build(),
            () -> DetectionNetwork.builder(FcosHead.TYPE.builder().strides(8, 32).build()).build(),
            () ->
                DetectionNetwork.builder(FcosHead.TYPE.builder().strides(32, 64).build()).build()));
  }

  @Test
  void stridesThatTheEncoderLacksAreNamed() {
    Head fine = FcosHead.TYPE.builder().strides(1, 2).build();
    assertEquals(
        "strides of the head is [1, 2]; allowed: those of the encoder small, from 2 on",
        assertThrows(IllegalArgumentException.class, () -> DetectionNetwork.builder(fine).build())
            .getMessage());
    assertEquals(2, DetectionNetwork.builder(fine).encoder("plain").build().multipleOf());
    Head coarse = FcosHead.TYPE.builder().strides(32, 64).imageWidth(64).imageHeight(64).build();
    assertEquals(
        "strides of the head is [32, 64]; allowed: powers of two, each twice the one before, up to"
            + " 32",
        assertThrows(IllegalArgumentException.class, () -> DetectionNetwork.builder(coarse).build())
            .getMessage());
  }

  /** Four images of bright, dark and striped rectangles, one of them empty, learned by heart. */
  @ParameterizedTest
  @MethodSource("heads")
  void learnsFourImages(HeadType type) {
    Head head = head(type, 2);
    ComputationGraph network =
        DetectionNetwork.builder(head).inputChannels(1).learningRate(2e-3).seed(3).build().init();
    Acceleration.enable(network);
    Random random = new Random(4);
    INDArray features = Nd4j.create(4, 1, SIZE, SIZE);
    List<List<ObjectBox>> images = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      images.add(draw(features, i, i == 3 ? 0 : 2 + i, random));
    }
    MultiDataSet data = new MultiDataSet(features, BoxLabels.array(images));
    DetectionDecoder decoder = DetectionDecoder.builder(head).iouThreshold(0.5).build();
    double precision = 0;
    int steps = 0;
    while (steps < 300 && precision < 1) {
      for (int i = 0; i < 20; i++) {
        network.fit(data);
      }
      steps += 20;
      precision = precision(head, images, decoder.decode(network.outputSingle(features)));
    }
    assertEquals(1, precision, "after " + steps + " steps, score " + network.score());
  }

  private static List<ObjectBox> draw(INDArray features, int image, int count, Random random) {
    List<ObjectBox> objects = new ArrayList<>();
    while (objects.size() < count) {
      int width = 10 + random.nextInt(25);
      int height = 10 + random.nextInt(25);
      int left = random.nextInt(SIZE - width);
      int top = random.nextInt(SIZE - height);
      Box box = new Box(left, top, left + width, top + height);
      if (objects.stream().allMatch(o -> o.box().intersection(box) == 0)) {
        int kind = random.nextInt(2);
        objects.add(new ObjectBox(box, kind, false));
        for (int y = top; y < top + height; y++) {
          for (int x = left; x < left + width; x++) {
            features.putScalar(image, 0, y, x, kind == 0 ? 1 : (x + y) % 4 < 2 ? 1 : -1);
          }
        }
      }
    }
    return objects;
  }

  /** The share of objects found, IoU > 0.5 and of the right class, before the first mistake. */
  private static double precision(
      Head head, List<List<ObjectBox>> images, List<List<Detection>> detections) {
    record Guess(double score, boolean right) {}
    List<Guess> guesses = new ArrayList<>();
    int objects = 0;
    for (int i = 0; i < images.size(); i++) {
      List<ObjectBox> open = new ArrayList<>(images.get(i));
      objects += open.size();
      for (Detection d : detections.get(i)) {
        boolean right =
            open.removeIf(
                o ->
                    (head.outputClasses() == 1 || o.classIndex() == d.classIndex())
                        && o.box().iou(d.box()) > 0.5);
        guesses.add(new Guess(d.score(), right));
      }
    }
    guesses.sort((a, b) -> Double.compare(b.score, a.score));
    int found = 0;
    while (found < guesses.size() && guesses.get(found).right) {
      found++;
    }
    return (double) found / objects;
  }
}
