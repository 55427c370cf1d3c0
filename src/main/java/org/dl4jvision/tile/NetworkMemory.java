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
import org.dl4jvision.acceleration.Acceleration;
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
 * <p>This is what a network keeps after some passes of one size, when Deeplearning4j has allocated
 * workspaces for them; the first ones take about half of it.
 *
 * <p>The sizes are those of a pass of one small image, whatever the layers are; maps grow with the
 * image's area. So an estimate is of no use for networks whose memory grows faster, such as those
 * with attention from every pixel to every other.
 */
public final class NetworkMemory {

  /** Least side of the image that is tried: some networks refuse smaller ones. */
  private static final int TRIED = 64;

  /** Workspaces allocate a fiftieth more than they need; the rest is for what they leave free. */
  private static final double MORE = 1.1;

  /** What oneDNN and others take whatever the image is: as measured, rounded up. */
  private static final double SMALL_THINGS = 16 << 20;

  private static final String ACCELERATION = Acceleration.class.getPackageName();

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
      double inputs = 0;
      double turned = 0;
      for (int input : indices(vertex.getInputVertices()).toArray()) {
        double activation = steps.get(stepOf[input]).activation;
        inputs += activation;
        turned += isAccelerated(vertices[input]) ? 0 : activation;
      }
      int lastUse =
          indices(vertex.getOutputVertices()).map(i -> stepOf[i]).max().orElse(order.length);
      steps.add(
          new Step(bytes, output.rank() > 2, working(vertex, inputs, turned, bytes), lastUse));
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

  /**
   * What a vertex takes to compute. Accelerated ones turn what others give them around, and may
   * have their output once more in another order; others may copy their inputs. Deeplearning4j's
   * own convolutions write down every window of the input, and copy their output twice.
   */
  private static double working(GraphVertex vertex, double inputs, double turned, double output) {
    if (isAccelerated(vertex)) {
      return turned + output;
    }
    boolean unrolls =
        vertex.hasLayer() && vertex.getLayer().conf().getLayer() instanceof ConvolutionLayer;
    if (!unrolls) {
      return inputs + output;
    }
    ConvolutionLayer convolution = (ConvolutionLayer) vertex.getLayer().conf().getLayer();
    int[] kernel = convolution.getKernelSize();
    double window = (double) kernel[0] * kernel[1] * convolution.getNIn();
    return inputs + output * (3 + window / convolution.getNOut());
  }

  private static boolean isAccelerated(GraphVertex vertex) {
    Object computing = vertex.hasLayer() ? vertex.getLayer() : vertex;
    return computing.getClass().getPackageName().startsWith(ACCELERATION);
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
    return (long) (SMALL_THINGS + MORE * (Arrays.stream(workspaces).sum() + working));
  }
}
