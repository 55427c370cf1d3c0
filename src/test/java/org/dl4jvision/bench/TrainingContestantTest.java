package org.dl4jvision.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is timed trains the same network. */
class TrainingContestantTest {

  private static final int STEPS = 4;

  @ParameterizedTest
  @ValueSource(strings = {"unet-8-4x128", "lenet", "squeezenet"})
  void pythonTrainsTheSameNetwork(String network) {
    compare(TrainingWorkload.of(network), TrainingContestant.PYTHON);
  }

  @Tag("scale")
  @ParameterizedTest
  @MethodSource("networksOfTheZoo")
  void everybodyTrainsTheSameZoo(ZooWorkload network) {
    Stream.of(TrainingContestant.values())
        .filter(trainer -> trainer.obstacle(network) == null)
        .forEach(trainer -> compare(network, trainer));
  }

  static List<ZooWorkload> networksOfTheZoo() {
    return ZooWorkload.all();
  }

  private static void compare(TrainingWorkload network, TrainingContestant trainer) {
    assumeTrue(trainer.obstacle(network) == null, () -> trainer.obstacle(network));
    double[] expected = losses(network, TrainingContestant.OURS);
    double[] found = losses(network, trainer);
    for (int i = 0; i < STEPS; i++) {
      double tolerance = 5e-4 * Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], found[i], tolerance, network + ", " + trainer + ", step " + i);
    }
  }

  private static double[] losses(TrainingWorkload network, TrainingContestant trainer) {
    double[] losses = new double[STEPS];
    try (TrainingStep step = trainer.step(network)) {
      for (int i = 0; i < STEPS; i++) {
        losses[i] = step.run();
      }
    }
    return losses;
  }
}
