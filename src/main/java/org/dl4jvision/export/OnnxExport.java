package org.dl4jvision.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import onnx.Onnx;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.check.Check;
import org.dl4jvision.export.graph.OnnxGraph;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.export.operation.NetworkWriter;
import org.dl4jvision.export.runtime.OnnxModel;
import org.dl4jvision.export.runtime.OnnxRuntime;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.Head;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes networks as files of ONNX, which ONNX Runtime and others run in Java, Python, C# and more.
 *
 * <pre>{@code
 * System.out.println(OnnxExport.write(network, Path.of("model.onnx")));
 * }</pre>
 *
 * <p>What is written computes what the network computes when it is not trained: [N, channels,
 * height, width] in, for any N and, where the network takes any, any height and width. Batch
 * normalization behind a convolution becomes a part of it. Numbers are floats, whatever the
 * network's type. Where ONNX Runtime is on the class path, the model must compute what the network
 * does, before the file gets its name.
 */
public final class OnnxExport {

  /** A message of Protocol Buffers, which a file of ONNX is, has at most 2^31 bytes. */
  private static final long MOST_PARAMETERS = (Integer.MAX_VALUE - (1 << 20)) / Float.BYTES;

  private final ComputationGraph network;
  private final Map<String, String> metadata;
  private final int[] size;
  private final int[] triedSize;
  private final Optional<Head> decoded;
  private final boolean suppressed;

  private OnnxExport(Builder builder) {
    network = builder.network;
    metadata = new TreeMap<>(builder.metadata);
    decoded = builder.decoded ? Optional.of(head(network)) : Optional.empty();
    suppressed = builder.suppressed;
    size = decoded.map(OnnxExport::sizeOf).orElse(builder.size);
    Check.that(
        builder.size == null || Arrays.equals(size, builder.size),
        "size",
        Arrays.toString(builder.size),
        Arrays.toString(size) + ", that of the head that is decoded");
    triedSize = size != null ? size : builder.triedSize;
  }

  private static int[] sizeOf(Head head) {
    return new int[] {head.imageHeight(), head.imageWidth()};
  }

  private static Head head(ComputationGraph network) {
    String output = network.getConfiguration().getNetworkOutputs().get(0);
    if (network.getConfiguration().getVertices().get(output) instanceof LayerVertex holder
        && NetworkWriter.layer(holder) instanceof DetectionLossLayer layer) {
      DetectionOutputs.requireKnown(layer.getHead());
      return layer.getHead();
    }
    throw new IllegalArgumentException(
        "output '" + output + "' cannot be decoded: only that of a detector can");
  }

  /**
   * Writes a graph.
   *
   * @throws IllegalArgumentException naming the first layer that has no form in ONNX
   */
  public static Report write(ComputationGraph network, Path file) {
    return builder(network).build().write(file);
  }

  /**
   * Writes a network of layers.
   *
   * @throws IllegalArgumentException naming the first layer that has no form in ONNX
   */
  public static Report write(MultiLayerNetwork network, Path file) {
    return write(network.toComputationGraph(), file);
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder(ComputationGraph network) {
    return new Builder(network);
  }

  /**
   * What was written.
   *
   * @param file the file
   * @param bytes its length
   * @param nodes how many operations the model has
   * @param runtime the version of ONNX Runtime that it was checked with, if any
   * @param difference of what ONNX Runtime computes from what the network does, at most, in
   *     standard deviations of an output; empty where it was not checked
   */
  public record Report(
      Path file, long bytes, int nodes, Optional<String> runtime, OptionalDouble difference) {

    @Override
    public String toString() {
      String what =
          String.format(
              "%s: ONNX of opset %d, %d nodes, %.1f MB; ",
              file, OnnxGraph.OPSET, nodes, bytes / 1e6);
      return what
          + (runtime.isEmpty()
              ? "not checked, as ONNX Runtime is not on the class path: add "
                  + OnnxRuntime.DEPENDENCY
              : difference.isEmpty()
                  ? "not checked, as the network takes none of the sizes that were tried"
                  : String.format(
                      "checked with ONNX Runtime %s: %.1e standard deviations from the network",
                      runtime.get(), difference.getAsDouble()));
    }
  }

  /**
   * Writes the model.
   *
   * @throws IllegalArgumentException naming the first layer that has no form in ONNX, or if the
   *     model is too large for a file of ONNX
   * @throws org.dl4jvision.io.OutputException if the file cannot be written
   */
  public Report write(Path file) {
    Check.that(!Files.isDirectory(file), "model", file, "a file, not a folder");
    Check.that(
        network.numParams() <= MOST_PARAMETERS,
        "parameters of the network",
        network.numParams(),
        "up to " + MOST_PARAMETERS + ", as a file of ONNX has at most 2 GB");
    ComputationGraph floats =
        network.getConfiguration().getDataType() == DataType.FLOAT
            ? network
            : network.convertDataType(DataType.FLOAT);
    List<NetworkInput> inputs = NetworkInput.of(floats);
    OnnxGraph graph = new OnnxGraph();
    Map<String, OnnxValue> given = new HashMap<>();
    for (NetworkInput input : inputs) {
      given.put(input.name(), graph.input(input.name(), input.dimensions(size)));
    }
    Map<String, OnnxValue> values = new NetworkWriter(floats, graph, given).write();
    Optional<Comparison> comparison = Comparison.of(floats, inputs, triedSize);
    for (String output : floats.getConfiguration().getNetworkOutputs()) {
      OnnxValue value = values.get(output);
      graph.output(
          value, output, dimensions(output, value, comparison.map(c -> c.outputs().get(output))));
    }
    String first = floats.getConfiguration().getNetworkOutputs().get(0);
    decoded.ifPresent(head -> new DetectionOutputs(graph, head).add(values.get(first), suppressed));
    return write(file, graph, comparison);
  }

  /** Its channels are always the same, its other sizes depend on those of the input. */
  private static List<String> dimensions(
      String output, OnnxValue value, Optional<INDArray> example) {
    List<String> dimensions = new ArrayList<>(List.of("batch"));
    dimensions.add(example.map(e -> "" + e.size(1)).orElse(output + "_channels"));
    for (int i = 2; i < value.rank(); i++) {
      dimensions.add(output + "_size" + (i - 1));
    }
    return dimensions;
  }

  private Report write(Path file, OnnxGraph graph, Optional<Comparison> comparison) {
    Onnx.ModelProto model = graph.model(metadata);
    List<Report> reports = new ArrayList<>();
    AtomicFile.write(
        file,
        temporary -> {
          try (OutputStream out = Files.newOutputStream(temporary)) {
            model.writeTo(out);
          }
          reports.add(checked(file, temporary, graph, comparison));
        });
    return reports.get(0);
  }

  private static Report checked(
      Path file, Path written, OnnxGraph graph, Optional<Comparison> comparison)
      throws IOException {
    Optional<String> runtime = Optional.empty();
    OptionalDouble difference = OptionalDouble.empty();
    if (OnnxRuntime.isPresent()) {
      try (OnnxModel model = OnnxModel.open(written)) {
        runtime = Optional.of(model.runtime());
        if (comparison.isPresent()) {
          difference = OptionalDouble.of(comparison.get().with(model));
        }
      }
    }
    return new Report(file, Files.size(written), graph.size(), runtime, difference);
  }

  /** Options, all of which have defaults. */
  public static final class Builder {
    private final ComputationGraph network;
    private final Map<String, String> metadata = new TreeMap<>();
    private int[] size;
    private int[] triedSize;
    private boolean decoded;
    private boolean suppressed;

    private Builder(ComputationGraph network) {
      this.network = Check.given("network", network);
    }

    /** What users of the model should know, by name; default nothing. */
    public Builder metadata(Map<String, String> texts) {
      metadata.putAll(texts);
      return this;
    }

    /** The only size of images that the model takes; default any that the network takes. */
    public Builder size(int height, int width) {
      size = new int[] {Check.atLeast("height", height, 1), Check.atLeast("width", width, 1)};
      return this;
    }

    /** A size of images with which the model is checked; default one that the network takes. */
    public Builder checkedAt(int height, int width) {
      triedSize = new int[] {Check.atLeast("height", height, 1), Check.atLeast("width", width, 1)};
      return this;
    }

    /**
     * Adds to a detector's output what it means: {@code boxes}, left, top, right and bottom edge in
     * pixels of the model's input, and {@code scores} of classes. The model then takes images of
     * the size of its head alone.
     */
    public Builder decoded() {
      decoded = true;
      return this;
    }

    /**
     * Adds {@code detections}, too: what non-maximum suppression leaves, as rows of image, class,
     * score, left, top, right and bottom edge.
     */
    public Builder suppressed() {
      suppressed = true;
      return decoded();
    }

    /**
     * Builds the export.
     *
     * @throws IllegalArgumentException if what is to be decoded is no output of a detector, or is
     *     of another size
     */
    public OnnxExport build() {
      return new OnnxExport(this);
    }
  }
}
