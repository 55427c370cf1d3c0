package org.dl4jvision.study.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ExampleInfo;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.study.explain.LossNode.Breakdown;
import org.dl4jvision.study.explain.ObjectLosses.Mistake;
import org.dl4jvision.task.gradient.SegmentationHead;
import org.dl4jvision.task.gradient.TinyNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class LossTreeTest {

  private static final List<String> CLASSES = List.of("background", "one", "two");
  private static final int COUNT = 3;

  private static ExplainedBatch batch(int channels, boolean masked) {
    ComputationGraph network =
        TinyNetwork.of(channels == 1 ? "binary-cross-entropy" : "dice", channels);
    SegmentationHead head = SegmentationHead.of(network);
    INDArray images = TinyNetwork.images(COUNT);
    INDArray logits =
        network.output(List.of(head.logits()), false, new INDArray[] {images}, null)[0];
    List<ExampleInfo> examples =
        IntStream.range(0, COUNT)
            .mapToObj(i -> new ExampleInfo("image" + i, i, TinyNetwork.SIDE, TinyNetwork.SIDE))
            .toList();
    return ExplainedBatch.of(
        examples,
        images,
        TinyNetwork.labels(COUNT, Math.max(2, channels)),
        masked ? TinyNetwork.mask(COUNT) : null,
        logits,
        head.activation());
  }

  private static LossNode tree(VisionLoss loss, ExplainedBatch batch) {
    List<String> names = CLASSES.subList(0, Math.max(2, batch.channels()));
    return new LossTree(List.of(batch), names, true).of(loss);
  }

  /** Where the tree says so, parts add up, at every depth. */
  private static void assertAdds(LossNode node) {
    for (Breakdown breakdown : node.breakdowns()) {
      if (breakdown.adds()) {
        double sum = breakdown.parts().stream().mapToDouble(LossNode::value).sum();
        assertEquals(node.value(), sum, 1e-4 * Math.abs(node.value()) + 1e-12, node.name());
      }
      breakdown.parts().forEach(LossTreeTest::assertAdds);
    }
  }

  private static Breakdown by(LossNode node, String what) {
    return node.breakdowns().stream().filter(b -> b.by().equals(what)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross-entropy",
        "cross-entropy(classWeights=[1,2,3])",
        "cross-entropy(classWeights=[1,2,3], normalizeWeights=true)",
        "cross-entropy(batch=true)",
        "focal(gamma=2)",
        "binary-cross-entropy",
        "dice",
        "dice(classWeights=[1,2,3])",
        "dice(batch=true)",
        "tversky(includeBackground=false)",
        "generalized-dice",
        "lovasz",
        "log-cosh-dice",
        "2*dice + 0.5*cross-entropy",
        "dice + cross-entropy + focal",
        "unified-focal",
        "uncertainty(dice, cross-entropy)"
      })
  void theTreeIsOfTheLossAndAddsUp(String expression) {
    VisionLoss loss = Losses.parse(expression);
    for (boolean masked : new boolean[] {true, false}) {
      ExplainedBatch batch = batch(3, masked);
      LossNode tree = tree(loss, batch);
      assertEquals(batch.loss(loss, batch.logits()) / COUNT, tree.value(), 1e-9);
      assertAdds(tree);
      assertFalse(tree.breakdowns().isEmpty());
    }
  }

  @Test
  void oneChannelHasATreeToo() {
    LossNode tree = tree(Losses.parse("dice + binary-cross-entropy"), batch(1, true));
    assertAdds(tree);
    LossNode entropy = tree.breakdowns().get(0).parts().get(1);
    assertEquals(
        List.of("background", "one"),
        by(entropy, "true class").parts().stream().map(LossNode::name).toList());
  }

  /** A mean over pixels, of a part of them, is that of a mask times their share. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross-entropy",
        "cross-entropy(classWeights=[1,2,3])",
        "focal",
        "cross-entropy(labelSmoothing=0.1)"
      })
  void pixelsAddWhatAMaskLeaves(String expression) {
    PixelLoss loss = (PixelLoss) Losses.parse(expression);
    ExplainedBatch batch = batch(3, true);
    double[][] ofPixels = PixelLosses.of(loss, batch);
    for (int image = 0; image < COUNT; image++) {
      INDArray mask = TinyNetwork.mask(COUNT);
      int left = 0;
      double sum = 0;
      for (int i = 0; i < ofPixels[image].length; i++) {
        int y = i / TinyNetwork.SIDE;
        boolean wanted = i % 3 == 0 && y < TinyNetwork.SIDE - 1;
        mask.putScalar(new int[] {image, 0, y, i % TinyNetwork.SIDE}, wanted ? 1 : 0);
        left += wanted ? 1 : 0;
        sum += wanted ? ofPixels[image][i] : 0;
      }
      double alone =
          loss.evaluate(batch.labels(), batch.logits(), batch.activation(), mask, false)
              .perExample()[image];
      int all = TinyNetwork.SIDE * (TinyNetwork.SIDE - 1);
      assertEquals(alone * left / all, sum, 1e-9);
    }
  }

  @Test
  void theDiceOfClassesAddsUpAndPixelsDoNot() {
    LossNode tree = tree(Losses.parse("dice"), batch(3, false));
    assertTrue(by(tree, "class").adds());
    Breakdown places = by(tree, "place");
    assertFalse(places.adds());
    assertTrue(places.parts().get(0).value() > 0);
    assertTrue(tree.lines().get(0).endsWith("dice, mean over 3 images"), tree.lines().get(0));
  }

  /** If all pixels are right, the loss falls by nearly all of it. */
  @Test
  void whatIsRightCostsNearlyNothing() {
    ExplainedBatch batch = batch(3, true);
    VisionLoss loss = Losses.parse("dice + cross-entropy");
    Correction correction = new Correction(batch);
    double right = batch.loss(loss, correction.of((image, pixel) -> true));
    assertTrue(right < 0.03 * COUNT, "" + right);
    assertEquals(
        batch.loss(loss, batch.logits()), batch.loss(loss, correction.of((i, p) -> false)), 1e-9);
    // What is sure already stays.
    INDArray sure = batch.logits().mul(0);
    for (int i = 0; i < COUNT; i++) {
      for (int y = 0; y < TinyNetwork.SIDE; y++) {
        for (int x = 0; x < TinyNetwork.SIDE; x++) {
          sure.putScalar(new int[] {i, batch.labels().getInt(i, 0, y, x), y, x}, 20);
        }
      }
    }
    ExplainedBatch certain =
        ExplainedBatch.of(
            batch.examples(), batch.images(), batch.labels(), null, sure, batch.activation());
    assertEquals(sure, new Correction(certain).of((i, p) -> true));
  }

  @Test
  void mistakesAreRankedByWhatTheyCost() {
    ExplainedBatch batch = batch(3, false);
    VisionLoss loss = Losses.parse("dice + cross-entropy");
    List<Mistake> mistakes = new ObjectLosses(List.of(batch), CLASSES, true).of(loss);
    List<Double> falls = new ArrayList<>();
    mistakes.forEach(mistake -> falls.add(mistake.falls()));
    assertEquals(falls.stream().sorted(Comparator.reverseOrder()).toList(), falls);
    assertTrue(mistakes.stream().anyMatch(mistake -> !mistake.alarm()));
    for (Mistake mistake : mistakes) {
      assertTrue(mistake.wrong() <= mistake.pixels());
      assertTrue(mistake.box().right() <= TinyNetwork.SIDE);
    }
    // By hand: the first object of the first image.
    Mistake first =
        mistakes.stream()
            .filter(m -> !m.alarm() && m.image().equals("image0"))
            .findFirst()
            .orElseThrow();
    INDArray logits =
        new Correction(batch)
            .of(
                0,
                p ->
                    p % TinyNetwork.SIDE >= first.box().left()
                        && p % TinyNetwork.SIDE < first.box().right()
                        && row(p) >= first.box().top()
                        && row(p) < first.box().bottom()
                        && CLASSES.get(batch.truths().get(0).at(p)).equals(first.what()));
    double then = batch.loss(loss, logits);
    assertEquals((batch.loss(loss, batch.logits()) - then) / COUNT, first.falls(), 1e-9);
  }

  private static int row(int pixel) {
    return pixel / TinyNetwork.SIDE;
  }
}
