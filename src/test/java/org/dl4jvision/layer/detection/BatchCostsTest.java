package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.loss.Losses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What predictions cost agrees with the loss, and with differences of it. */
class BatchCostsTest {

  private static final int SIZE = 24;
  private static final double STEP = 1e-5;

  private static Head head(String name) {
    return Heads.REGISTRY
        .get(name)
        .builder()
        .classes(3)
        .imageWidth(SIZE)
        .imageHeight(SIZE)
        .strides(8, 16)
        .boxLoss(Losses.parse("giou + 0.5*smooth-l1"))
        .build();
  }

  private static INDArray labels() {
    Random random = new Random(5);
    List<ObjectBox> some = Scenes.random(random, 3, 3, SIZE, SIZE, 6, 20);
    return BoxLabels.array(List.of(some, List.of()));
  }

  private static INDArray output(Head head) {
    Random random = new Random(1);
    double[] values = new double[2 * head.channels() * head.levels().locations()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() / 2;
    }
    return Nd4j.createFromArray(values).reshape(2, head.channels(), head.levels().locations());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fcos", "retina", "yolo", "rpn"})
  void costsAddUpToTheLoss(String name) {
    Head head = head(name);
    INDArray output = output(head);
    BatchCosts batch = new BatchCosts(head, labels(), output);
    Map<String, Double> parts = head.losses(labels(), output);
    double whole = 0;
    for (HeadLoss term : BatchCosts.terms(head)) {
      double sum = 0;
      for (PredictionCost cost : batch.of(List.of(term))) {
        assertEquals(term.part(), cost.part());
        assertTrue(cost.confidence() >= 0 && cost.confidence() <= 1);
        sum += cost.cost();
      }
      assertEquals(parts.get(term.part().toString()), sum / 2, 1e-9, term.toString());
      whole += sum;
    }
    List<PredictionCost> all = batch.of(BatchCosts.terms(head));
    assertEquals(whole, all.stream().mapToDouble(PredictionCost::cost).sum(), 1e-9);
    assertTrue(all.stream().anyMatch(cost -> !cost.isBackground()));
    assertNull(
        all.stream().filter(PredictionCost::isBackground).findFirst().orElseThrow().object());
  }

  /** The derivative by numbers of the output, by central differences of the loss. */
  @ParameterizedTest
  @ValueSource(strings = {"fcos", "yolo"})
  void pullsAreDerivatives(String name) {
    Head head = head(name);
    INDArray output = output(head);
    for (HeadLoss term : BatchCosts.terms(head)) {
      Map<List<Integer>, Double> pulls = new HashMap<>();
      for (PredictionCost cost : new BatchCosts(head, labels(), output).of(List.of(term))) {
        pulls.put(List.of(cost.image(), cost.prediction()), cost.pull());
      }
      INDArray gradient = new BatchCosts(head, labels(), output).gradient(List.of(term));
      Predictions width = Predictions.zeros(head, 2);
      for (int image = 0; image < 2; image++) {
        for (int p = image; p < head.predictions(); p += 3) {
          double sum = 0;
          for (int i = 0; i < width.width(term.part()); i++) {
            Predictions place = Predictions.zeros(head, 2);
            place.set(term.part(), image, p, i, STEP);
            INDArray step = place.toArray();
            double derivative =
                (loss(head, term, output.add(step)) - loss(head, term, output.sub(step)))
                    / (2 * STEP);
            double found = gradient.mul(step).sumNumber().doubleValue() / STEP;
            assertEquals(derivative, found, 1e-6 + 1e-5 * Math.abs(derivative));
            sum += Math.abs(derivative);
          }
          double pull = pulls.getOrDefault(List.of(image, p), 0.0);
          assertEquals(sum, pull, 1e-5 + 1e-5 * pull, term + " of " + p);
        }
      }
      assertTrue(pulls.values().stream().anyMatch(pull -> pull > 1e-3));
    }
  }

  private static double loss(Head head, HeadLoss term, INDArray output) {
    return 2 * head.losses(labels(), output).get(term.part().toString());
  }
}
