package org.dl4jvision.export.graph;

import java.util.Arrays;
import java.util.function.Consumer;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/** A node in the making: its attributes are set one by one, and {@link #giving} adds it. */
public final class OnnxNode {

  private final OnnxGraph graph;
  private final Onnx.NodeProto.Builder node;

  OnnxNode(OnnxGraph graph, String operator, OnnxValue... inputs) {
    this.graph = graph;
    node = Onnx.NodeProto.newBuilder().setOpType(operator);
    Arrays.stream(inputs).map(OnnxValue::name).forEach(node::addInput);
  }

  /** Sets an attribute that is a whole number. */
  public OnnxNode integer(String name, long value) {
    return add(name, Onnx.AttributeProto.AttributeType.INT, a -> a.setI(value));
  }

  /** Sets an attribute that is a list of whole numbers. */
  public OnnxNode integers(String name, long... values) {
    return add(
        name,
        Onnx.AttributeProto.AttributeType.INTS,
        a -> Arrays.stream(values).forEach(a::addInts));
  }

  /** Sets an attribute that is a list of whole numbers. */
  public OnnxNode integers(String name, int[] values) {
    return integers(name, Arrays.stream(values).asLongStream().toArray());
  }

  /** Sets an attribute that is a number. */
  public OnnxNode number(String name, double value) {
    return add(name, Onnx.AttributeProto.AttributeType.FLOAT, a -> a.setF((float) value));
  }

  /** Sets an attribute that is a text. */
  public OnnxNode text(String name, String value) {
    ByteString bytes = ByteString.copyFromUtf8(value);
    return add(name, Onnx.AttributeProto.AttributeType.STRING, a -> a.setS(bytes));
  }

  private OnnxNode add(
      String name,
      Onnx.AttributeProto.AttributeType type,
      Consumer<Onnx.AttributeProto.Builder> value) {
    Onnx.AttributeProto.Builder attribute =
        Onnx.AttributeProto.newBuilder().setName(name).setType(type);
    value.accept(attribute);
    node.addAttribute(attribute);
    return this;
  }

  /**
   * Adds the node.
   *
   * @param rank the number of dimensions of what it gives
   */
  public OnnxValue giving(int rank) {
    String name = graph.unique(node.getOpType());
    graph.add(node.setName(name).addOutput(name).build());
    return new OnnxValue(name, rank);
  }
}
