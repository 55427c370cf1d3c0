package org.dl4jvision.task.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class GradientProbeTest {

  private static final List<String> CLASSES = List.of("background", "one", "two");

  private static GradientFacts facts(String loss) {
    ComputationGraph network = TinyNetwork.of(loss, 3);
    GradientProbe probe = new GradientProbe(network, CLASSES);
    probe.add(TinyNetwork.images(3), TinyNetwork.labels(3, 3), TinyNetwork.mask(3));
    probe.add(TinyNetwork.images(2).neg(), TinyNetwork.labels(2, 3), null);
    return probe.facts();
  }

  @Test
  void theTermsAddUpToTheWhole() {
    GradientFacts facts = facts("2*dice + cross-entropy");
    INDArray sum =
        facts
            .weights()
            .ofTerms()
            .get(0)
            .layers()
            .get("second")
            .add(facts.weights().ofTerms().get(1).layers().get("second"));
    assertTrue(sum.equalsWithEps(facts.weights().total().layers().get("second"), 1e-9));
    GradientFacts dice = facts("dice");
    assertEquals(2 * dice.weights().total().norm(), facts.weights().ofTerms().get(0).norm(), 1e-9);
    GradientFacts entropy = facts("cross-entropy");
    assertEquals(
        dice.weights().total().cosine(entropy.weights().total()),
        facts.weights().cosine(0, 1),
        1e-9);
    assertEquals(5, facts.weights().examples());
    assertEquals(
        List.of("dice", "cross-entropy"), facts.terms().stream().map(LossTerm::name).toList());
  }

  @Test
  void aTermAgreesWithItself() {
    GradientFacts facts = facts("dice + 3*dice");
    assertEquals(1, facts.weights().cosine(0, 1), 1e-9);
    assertEquals("dice-2", facts.terms().get(1).name());
    assertEquals(3 * facts.row().get("norm_dice"), facts.row().get("norm_dice-2"), 1e-9);
  }

  @Test
  void layersThatVanishOrExplodeAreNamed() {
    LayerHealth health =
        new LayerHealth(Map.of("small", 1e-9, "a", 1.0, "b", 1.1, "c", 0.9, "large", 1e9));
    assertEquals(List.of("small"), health.vanishing());
    assertEquals(List.of("large"), health.exploding());
    assertEquals(
        List.of("nan"), new LayerHealth(Map.of("nan", Double.NaN, "a", 1.0, "b", 1.0)).exploding());
  }

  @Test
  void withoutABatchThereIsNothing() {
    GradientProbe probe = new GradientProbe(TinyNetwork.of("dice", 3), CLASSES);
    assertThrows(IllegalStateException.class, probe::facts);
  }
}
