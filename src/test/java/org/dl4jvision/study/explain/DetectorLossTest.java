package org.dl4jvision.study.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.layer.detection.BatchCosts;
import org.dl4jvision.study.explain.DetectionSubject.Batch;
import org.dl4jvision.study.explain.DetectorMistakes.Mistake;
import org.dl4jvision.study.explain.LossNode.Breakdown;
import org.dl4jvision.task.detection.DetectionOptions;
import org.dl4jvision.task.detection.DetectionTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorLossTest {

  private static DetectionSubject subject(Consumer<DetectionOptions> more) {
    SyntheticObjects objects = SyntheticObjects.builder().imageSize(64).build();
    DetectionTraining training =
        DetectionTraining.of(
            objects,
            options -> {
              options.imageSize = 64;
              more.accept(options);
            });
    ComputationGraph network = training.newNetwork();
    DetectionIterator data =
        DetectionIterator.builder(objects, Split.VALIDATION, 64)
            .batchSize(3)
            .normalization(training.options().normalization)
            .build();
    data.choose(index -> index < 5);
    return new DetectionSubject(network, data, objects.classNames(), 3);
  }

  /** As a validation computes it. */
  private static double loss(DetectionSubject subject) {
    double sum = 0;
    for (Batch batch : subject.batches()) {
      double mean =
          subject
              .head()
              .losses(batch.labels(), subject.network().outputSingle(batch.values()))
              .values()
              .stream()
              .mapToDouble(part -> part)
              .sum();
      sum += mean * batch.names().size();
    }
    return sum / subject.images().size();
  }

  private static void assertAdds(LossNode node) {
    for (Breakdown breakdown : node.breakdowns()) {
      double sum = breakdown.parts().stream().mapToDouble(LossNode::value).sum();
      assertTrue(breakdown.adds());
      assertEquals(node.value(), sum, 1e-6 * node.value(), node.name() + " by " + breakdown.by());
      breakdown.parts().forEach(DetectorLossTest::assertAdds);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fcos", "retina", "yolo"})
  void theTreeAddsUpToTheLossOfTheRun(String head) {
    DetectionSubject subject = subject(options -> options.head = head);
    assertEquals(List.of(3, 2), subject.batches().stream().map(b -> b.names().size()).toList());
    LossNode tree = DetectorLossExplanation.tree(subject);
    double loss = loss(subject);
    assertEquals(loss, tree.value(), 1e-6 * loss);
    assertAdds(tree);
    List<String> parts = new ArrayList<>();
    tree.breakdowns().get(0).parts().forEach(part -> parts.add(part.name()));
    assertEquals(subject.head().hasQuality() ? 3 : 2, parts.size());
    assertTrue(parts.get(0).startsWith("classes: "), parts.toString());
    assertEquals(
        List.of(
            "part",
            "what should be seen",
            "class",
            "level",
            "object size, the root of the area of the box"),
        tree.breakdowns().stream().map(Breakdown::by).toList());
  }

  @Test
  void termsOfASumAreTold() {
    DetectionSubject subject = subject(options -> options.boxLoss = "giou + 0.5*smooth-l1");
    LossNode boxes =
        DetectorLossExplanation.tree(subject).breakdowns().get(0).parts().stream()
            .filter(part -> part.name().startsWith("boxes"))
            .findFirst()
            .orElseThrow();
    Breakdown terms = boxes.breakdowns().get(0);
    assertEquals("term", terms.by());
    assertEquals(
        List.of("giou", "0.5*smooth-l1"), terms.parts().stream().map(LossNode::name).toList());
    assertAdds(boxes);
  }

  /** All predictions of objects are some object's mistakes; false alarms come from the rest. */
  @Test
  void mistakesAreOfObjectsAndFalseAlarms() {
    DetectionSubject subject = subject(options -> {});
    List<Mistake> mistakes = new DetectorMistakes(subject).all();
    double ofObjects =
        subject.costs(BatchCosts.terms(subject.head())).stream()
            .filter(seen -> !seen.cost().isBackground())
            .mapToDouble(seen -> seen.cost().cost())
            .sum();
    double told = mistakes.stream().filter(m -> !m.isAlarm()).mapToDouble(Mistake::adds).sum();
    assertEquals(ofObjects / subject.images().size(), told, 1e-9 * told);
    long objects = mistakes.stream().filter(m -> !m.isAlarm()).count();
    assertTrue(objects > 0 && objects <= subject.objects().size());
    assertTrue(mistakes.stream().anyMatch(Mistake::isAlarm));
    for (int i = 1; i < mistakes.size(); i++) {
      assertTrue(mistakes.get(i - 1).adds() >= mistakes.get(i).adds());
    }
  }

  @Test
  void theCenterOfTheLandscapeIsTheLoss() {
    DetectionSubject subject = subject(options -> {});
    double loss = loss(subject);
    Landscape landscape = Landscape.of(subject, 3, 1, share -> {});
    assertEquals(loss, landscape.center(), 1e-6 * loss);
    assertEquals(loss, loss(subject), 0, "the weights are as before");
    assertTrue(landscape.nearby() != landscape.center());
  }

  @Test
  void aPartIsToldAsSoonAsItIsDone() {
    DetectionSubject subject = subject(options -> {});
    List<String> events = new ArrayList<>();
    Explanations.explain(
        subject,
        List.of("detector-loss", "detector-mistakes"),
        (name, finding) -> events.add("found " + name),
        events::add);
    assertEquals(
        List.of(
            "detector-loss, 1 of 2",
            "found detector-loss",
            "detector-mistakes, 2 of 2",
            "found detector-mistakes"),
        events);
  }
}
