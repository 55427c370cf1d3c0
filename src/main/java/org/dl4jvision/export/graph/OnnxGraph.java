package org.dl4jvision.export.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import onnx.Onnx;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.UnsafeByteOperations;

/** A graph of ONNX in the making. What is added has names that begin with those of its layers. */
public final class OnnxGraph {

  /** The version of the operators, which ONNX Runtime knows from 1.12 on. */
  public static final int OPSET = 17;

  /** The version of the file format that came with {@link #OPSET}. */
  private static final int IR_VERSION = 8;

  private final Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder().setName("network");
  private final Set<String> names = new HashSet<>();
  private final Map<List<Long>, OnnxValue> integers = new HashMap<>();
  private String layer = "";

  /** What is added from now on is of this layer or vertex. */
  public void begin(String name) {
    layer = name + "/";
  }

  /** A name that nothing else has, of something in the layer that was begun. */
  String unique(String part) {
    String name = layer + part;
    for (int i = 2; !names.add(name); i++) {
      name = layer + part + "_" + i;
    }
    return name;
  }

  void add(Onnx.NodeProto node) {
    graph.addNode(node);
  }

  /** The number of nodes that were added. */
  public int size() {
    return graph.getNodeCount();
  }

  /** Begins a node. */
  public OnnxNode node(String operator, OnnxValue... inputs) {
    return new OnnxNode(this, operator, inputs);
  }

  /**
   * Adds an input of floats.
   *
   * @param dimensions numbers, or names of what is known when the model is run
   */
  public OnnxValue input(String name, List<String> dimensions) {
    names.add(name);
    graph.addInput(described(name, dimensions));
    return new OnnxValue(name, dimensions.size());
  }

  /**
   * Makes a value an output of the model.
   *
   * @param dimensions numbers, or names of what is known when the model is run
   */
  public void output(OnnxValue value, String name, List<String> dimensions) {
    graph.addNode(
        Onnx.NodeProto.newBuilder()
            .setOpType("Identity")
            .setName(name)
            .addInput(value.name())
            .addOutput(name));
    graph.addOutput(described(name, dimensions));
  }

  private static Onnx.ValueInfoProto described(String name, List<String> dimensions) {
    Onnx.TensorShapeProto.Builder shape = Onnx.TensorShapeProto.newBuilder();
    for (String dimension : dimensions) {
      Onnx.TensorShapeProto.Dimension.Builder one = Onnx.TensorShapeProto.Dimension.newBuilder();
      boolean number = dimension.chars().allMatch(Character::isDigit);
      shape.addDim(
          number ? one.setDimValue(Long.parseLong(dimension)) : one.setDimParam(dimension));
    }
    Onnx.TypeProto.Tensor.Builder tensor =
        Onnx.TypeProto.Tensor.newBuilder()
            .setElemType(Onnx.TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return Onnx.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(Onnx.TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** A constant of the numbers of an array, of whatever type, and of its shape. */
  public OnnxValue floats(String name, INDArray array) {
    return floats(name, array.castTo(DataType.FLOAT).dup('c').data().asFloat(), array.shape());
  }

  /** A constant of a shape. */
  public OnnxValue floats(String name, float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, Onnx.TensorProto.DataType.FLOAT, bytes, shape);
  }

  /** A constant that is a single number. */
  public OnnxValue number(double value) {
    return floats("constant", new float[] {(float) value});
  }

  /** A constant list of whole numbers. */
  public OnnxValue integers(long... values) {
    return whole(values, values.length);
  }

  /** A constant that is a single whole number. */
  public OnnxValue integer(long value) {
    return whole(new long[] {value});
  }

  private OnnxValue whole(long[] values, long... shape) {
    List<Long> key =
        LongStream.concat(LongStream.of(shape.length), Arrays.stream(values)).boxed().toList();
    return integers.computeIfAbsent(
        key,
        unknown -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asLongBuffer().put(values);
          return constant("integers", Onnx.TensorProto.DataType.INT64, bytes, shape);
        });
  }

  private OnnxValue constant(
      String name, Onnx.TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    Onnx.TensorProto.Builder tensor =
        Onnx.TensorProto.newBuilder()
            .setName(unique(name))
            .setDataType(type.getNumber())
            .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
    for (long size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return new OnnxValue(tensor.getName(), shape.length);
  }

  /**
   * The model.
   *
   * @param metadata what its users should know, by name
   */
  public Onnx.ModelProto model(Map<String, String> metadata) {
    Onnx.ModelProto.Builder model =
        Onnx.ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("dl4j-vision")
            .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setGraph(graph);
    metadata.forEach(
        (name, value) ->
            model.addMetadataProps(
                Onnx.StringStringEntryProto.newBuilder().setKey(name).setValue(value)));
    return model.build();
  }
}
