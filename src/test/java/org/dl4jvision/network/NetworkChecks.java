package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What holds for every network. */
public final class NetworkChecks {

  private NetworkChecks() {}

  /** One step of a network that segments, and {@link #check}. */
  public static void segments(SegmentationNetwork network, int channels, int classes) {
    int height = 3 * network.multipleOf();
    int width = network.multipleOf();
    INDArray images = images(2, channels, height, width);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 2, 1, height, width);
    labels
        .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, height / 2))
        .assign(1);
    INDArray output = check(network, new MultiDataSet(images, labels));
    assertEquals(List.of(2L, (long) classes, (long) height, (long) width), shape(output));
  }

  /** One step of a network that detects, and {@link #check}. */
  public static void detects(DetectionNetwork network, int channels) {
    int height = network.head().imageHeight();
    int width = network.head().imageWidth();
    ObjectBox object = new ObjectBox(new Box(4, 6, width / 2.0, height / 2.0), 0, false);
    INDArray labels = BoxLabels.array(List.of(List.of(object), List.of()));
    INDArray output = check(network, new MultiDataSet(images(2, channels, height, width), labels));
    assertEquals(
        List.of(2L, (long) network.head().channels(), (long) network.head().levels().locations()),
        shape(output));
  }

  private static INDArray images(long... shape) {
    Nd4j.getRandom().setSeed(7);
    return Nd4j.rand(DataType.FLOAT, shape);
  }

  /** The shape of an array, which assertEquals can compare and print. */
  public static List<Long> shape(INDArray array) {
    return Arrays.stream(array.shape()).boxed().toList();
  }

  /**
   * The configuration survives JSON, a step changes all parameters to finite ones, and a saved
   * network gives the same output.
   */
  static INDArray check(VisionNetwork network, MultiDataSet data) {
    ComputationGraphConfiguration configuration = network.configuration();
    assertEquals(configuration, ComputationGraphConfiguration.fromJson(configuration.toJson()));
    ComputationGraph graph = network.init();
    INDArray before = graph.params().dup();
    graph.fit(data);
    assertTrue(Double.isFinite(graph.score()), () -> "score " + graph.score());
    double length = graph.params().distance2(before);
    assertTrue(length > 0 && Double.isFinite(length), () -> "step of " + length);
    INDArray output = graph.outputSingle(data.getFeatures(0));
    assertEquals(output, saved(graph).outputSingle(data.getFeatures(0)));
    return output;
  }

  private static ComputationGraph saved(ComputationGraph graph) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ModelSerializer.writeModel(graph, bytes, true);
      return ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
