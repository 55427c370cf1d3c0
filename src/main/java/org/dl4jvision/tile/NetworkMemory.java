package org.dl4jvision.tile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An estimate, on the safe side, of the memory that a forward pass of a network takes outside of
 * Java's heap: of the activations, each of which Deeplearning4j keeps until its last consumer has
 * run, and of what the hungriest layer needs to compute.
 *
 * <p>The sizes are those of a pass of one small image, whatever the layers are; maps grow with the
 * image's area. So an estimate is of no use for networks whose memory grows faster, such as those
 * with attention from every pixel to every other.
 */
public final class NetworkMemory {

  /** Least side of the image that is tried: some networks refuse smaller ones. */
  private static final int TRIED = 64;

  /** Workspaces allocate a fiftieth more than they need; the rest is for small things. */
  private static final double MORE = 1.05;

  /** Of a vertex, in the order in which they run; the bytes are those for one example. */
  private record Step(double activation, boolean isMap, double working, int lastUse) {}

  private final List<Step> steps = new ArrayList<>();
  private final Map<String, long[]> shapes = new HashMap<>();
  private final int side;

  private NetworkMemory(
      ComputationGraph network, Map<String, INDArray> found, INDArray image, int side) {
    this.side = side;
    GraphVertex[] vertices = network.getVertices();
    int[] order = network.topologicalSortOrder();
    int[] stepOf = new int[order.length];
    for (int step = 0; step < order.length; step++) {
      stepOf[order[step]] = step;
    }
    for (int index : order) {
      GraphVertex vertex = vertices[index];
      INDArray output = vertex.isInputVertex() ? image : found.get(vertex.getVertexName());
      double bytes = (double) output.length() * output.dataType().width();
      double inputs =
          indices(vertex.getInputVertices())
              .mapToDouble(input -> steps.get(stepOf[input]).activation)
              .sum();
      int lastUse =
          indices(vertex.getOutputVertices()).map(i -> stepOf[i]).max().orElse(order.length);
      steps.add(new Step(bytes, output.rank() > 2, working(vertex, inputs, bytes), lastUse));
      shapes.put(vertex.getVertexName(), output.shape());
    }
  }

  private static IntStream indices(VertexIndices[] vertices) {
    return vertices == null
        ? IntStream.empty()
        : Arrays.stream(vertices).mapToInt(VertexIndices::getVertexIndex);
  }

  /**
   * Finds out what a network takes, by a pass of a small image.
   *
   * @param network has one input, of images
   * @param channels of these
   * @param multipleOf what their height and width must be a multiple of
   */
  public static NetworkMemory of(ComputationGraph network, int channels, int multipleOf) {
    int side = new ImageSize(TRIED, TRIED).roundUp(multipleOf).height();
    boolean last = NetworkLayout.of(network).format() == CNN2DFormat.NHWC;
    DataType type = network.getConfiguration().getDataType();
    INDArray image =
        last
            ? Nd4j.zeros(type, 1, side, side, channels)
            : Nd4j.zeros(type, 1, channels, side, side);
    network.setInputs(image);
    Map<String, INDArray> found = new HashMap<>(network.feedForward(false, false, true));
    NetworkMemory memory = new NetworkMemory(network, found, image, side);
    found.values().forEach(INDArray::close);
    return memory;
  }

  /** Inputs and output in another layout; of Deeplearning4j's own convolutions, every window. */
  private static double working(GraphVertex vertex, double inputs, double output) {
    boolean unrolls =
        vertex.hasLayer()
            && vertex.getLayer().conf().getLayer() instanceof ConvolutionLayer
            && vertex.getLayer().getClass().getName().startsWith("org.deeplearning4j.");
    if (!unrolls) {
      return inputs + output;
    }
    ConvolutionLayer convolution = (ConvolutionLayer) vertex.getLayer().conf().getLayer();
    double window =
        Arrays.stream(convolution.getKernelSize()).mapToDouble(k -> k).reduce(1, (a, b) -> a * b);
    return inputs + output * (1 + window * convolution.getNIn() / convolution.getNOut());
  }

  /** The shape of a vertex's activation for one image of {@link #side}. */
  long[] shape(String vertex) {
    return shapes.get(vertex);
  }

  /** Height and width of the image that was tried. */
  int side() {
    return side;
  }

  /**
   * Bytes of a forward pass.
   *
   * @param examples in the batch
   * @param size of the images
   */
  public long bytes(int examples, ImageSize size) {
    Check.atLeast("examples", examples, 1);
    double images = examples * (Region.of(size).area() / ((double) side * side));
    // As Deeplearning4j does it: workspaces come from a stack and grow to the largest array.
    double[] workspaces = new double[steps.size()];
    int[] taken = new int[steps.size()];
    Deque<Integer> free = new ArrayDeque<>();
    int count = 0;
    double working = 0;
    for (int i = 0; i < taken.length; i++) {
      Step step = steps.get(i);
      double factor = step.isMap ? images : examples;
      taken[i] = free.isEmpty() ? count++ : free.pop();
      workspaces[taken[i]] = Math.max(workspaces[taken[i]], factor * step.activation);
      working = Math.max(working, factor * step.working);
      for (int earlier = 0; earlier <= i; earlier++) {
        if (steps.get(earlier).lastUse == i) {
          free.push(taken[earlier]);
        }
      }
    }
    return (long) (MORE * (Arrays.stream(workspaces).sum() + working));
  }
}
