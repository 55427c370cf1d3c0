package org.dl4jvision.export.operation;

import java.util.function.BiFunction;
import org.dl4jvision.export.graph.OnnxNode;
import org.dl4jvision.export.graph.OnnxValue;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;

/** Activations. Those that have an operator of their own in ONNX are only named. */
final class Activations {

  private static final double SIXTH = 1 / 6.0;

  private Activations() {}

  /** Writes an activation that is an operator without attributes. */
  static <S extends IActivation> BiFunction<S, Site, OnnxValue> operator(String name) {
    return (activation, site) -> site.added(name, site.input());
  }

  static OnnxValue identity(IActivation activation, Site site) {
    return site.input();
  }

  static OnnxValue relu(ActivationReLU activation, Site site) {
    site.requireThat(
        (activation.getMax() == null || activation.getMax() == 0)
            && (activation.getThreshold() == null || activation.getThreshold() == 0),
        "a ReLU with a maximum or a threshold");
    Double slope = activation.getNegativeSlope();
    return slope == null || slope == 0
        ? site.added("Relu", site.input())
        : same(site.node("LeakyRelu", site.input()).number("alpha", slope), site);
  }

  static OnnxValue relu6(ActivationReLU6 activation, Site site) {
    return clipped(0, 6, site);
  }

  static OnnxValue leakyRelu(ActivationLReLU activation, Site site) {
    return same(site.node("LeakyRelu", site.input()).number("alpha", activation.getAlpha()), site);
  }

  static OnnxValue elu(ActivationELU activation, Site site) {
    return same(site.node("Elu", site.input()).number("alpha", activation.getAlpha()), site);
  }

  /** That of the last dimension, as ND4J computes it. */
  static OnnxValue softmax(IActivation activation, Site site) {
    return same(site.node("Softmax", site.input()).integer("axis", -1), site);
  }

  static OnnxValue hardTanh(IActivation activation, Site site) {
    return clipped(-1, 1, site);
  }

  private static OnnxValue clipped(double least, double most, Site site) {
    return site.added("Clip", site.input(), site.graph().number(least), site.graph().number(most));
  }

  /** Deeplearning4j's: 0.2 x + 0.5, which is ONNX's default. */
  static OnnxValue hardSigmoid(IActivation activation, Site site) {
    return same(
        site.node("HardSigmoid", site.input()).number("alpha", 0.2).number("beta", 0.5), site);
  }

  /** PyTorch's: x / 6 + 0.5. */
  static OnnxValue gate(IActivation activation, Site site) {
    return same(
        site.node("HardSigmoid", site.input()).number("alpha", SIXTH).number("beta", 0.5), site);
  }

  static OnnxValue swish(IActivation activation, Site site) {
    return site.added("Mul", site.input(), site.added("Sigmoid", site.input()));
  }

  static OnnxValue mish(IActivation activation, Site site) {
    OnnxValue soft = site.added("Tanh", site.added("Softplus", site.input()));
    return site.added("Mul", site.input(), soft);
  }

  private static OnnxValue same(OnnxNode node, Site site) {
    return node.giving(site.input().rank());
  }
}
