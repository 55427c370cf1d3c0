package org.dl4jvision.acceleration;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jvision.acceleration.onednn.OneDnn;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes the convolutions of a Deeplearning4j network use oneDNN.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 multiplies matrices instead, many times slower, although ND4J's
 * operations run on oneDNN where the natives contain it. {@link #enable} gives a network, however
 * it was made or read, layers that call these operations and, where neighbors allow it, pass each
 * other feature maps with the channels last in memory; results change by float rounding only,
 * configuration and parameters not at all. Saved models stay plain Deeplearning4j models: call it
 * again after {@code clone()}, {@code init()}, restoring or transfer learning. Where others make
 * the networks that are trained, {@link #listener} calls it.
 */
public final class Acceleration {

  private Acceleration() {}

  /**
   * What was done.
   *
   * @param enabled whether any layer was accelerated
   * @param layers how many were
   * @param message the same for a reader: what was accelerated, what was not and why
   */
  public record Report(boolean enabled, int layers, String message) {
    @Override
    public String toString() {
      return message;
    }
  }

  /**
   * Accelerates a network in place. Does nothing, and says why, where the backend is not the CPU,
   * its natives have no oneDNN or the network does not compute in FLOAT. Calling it twice is
   * harmless.
   *
   * @param network a MultiLayerNetwork or ComputationGraph
   * @throws IllegalArgumentException for another model, or one that is not initialized
   */
  public static Report enable(Model network) {
    return enable(network, OneDnn.obstacle());
  }

  /**
   * A listener that accelerates whatever network is trained with it, from its first epoch or its
   * second batch on: clones of a {@code ComputationGraph}, which keep listeners, networks that were
   * restored or initialized anew and are given it, and those that {@code ParallelWrapper} and early
   * stopping train with it. One can be used for any number of networks and threads. Networks that
   * are not trained are not accelerated: call {@link #enable} for a best model that early stopping
   * returns.
   */
  public static TrainingListener listener() {
    return new AccelerationListener();
  }

  /**
   * As {@link #enable(Model)}.
   *
   * @param detour why oneDNN is to be called through ND4J; null if it may be called directly
   */
  static Report enable(Model network, String detour) {
    Check.given("network", network);
    boolean direct = detour == null;
    List<Part> parts;
    DataType dataType;
    if (network instanceof ComputationGraph graph) {
      checkInitialized(graph.getVertices() != null && graph.params() != null);
      parts = NetworkParts.of(graph, direct);
      dataType = graph.getConfiguration().getDataType();
    } else {
      Check.that(
          network instanceof MultiLayerNetwork,
          "network",
          network.getClass().getName(),
          "MultiLayerNetwork, ComputationGraph");
      MultiLayerNetwork sequence = (MultiLayerNetwork) network;
      checkInitialized(sequence.getLayers() != null && sequence.params() != null);
      parts = NetworkParts.of(sequence, direct);
      dataType = sequence.getLayerWiseConfigurations().getDataType();
    }
    String obstacle = obstacle(dataType, detour);
    if (obstacle != null) {
      return new Report(false, 0, "not accelerated: " + obstacle);
    }
    parts.forEach(part -> part.accelerate(direct));
    Findings findings = new Findings(parts);
    return new Report(findings.layers() > 0, findings.layers(), findings.message(detour));
  }

  private static String obstacle(DataType dataType, String detour) {
    if (!Nd4j.getEnvironment().isCPU()) {
      return "the backend is not the CPU";
    }
    if (detour != null && !Nd4j.getBackend().buildInfo().contains("HAVE_ONEDNN")) {
      return "ND4J's natives have no oneDNN, as those with a classifier that ends in -onednn have,"
          + " and "
          + detour;
    }
    if (!Nd4j.getEnvironment().helpersAllowed()) {
      return "Nd4j.getEnvironment().allowHelpers(false) was called";
    }
    if (dataType != DataType.FLOAT) {
      return "the network computes in " + dataType + ", oneDNN in FLOAT";
    }
    return null;
  }

  private static void checkInitialized(boolean initialized) {
    Check.that(initialized, "network", "not initialized", "networks after their init()");
  }
}
