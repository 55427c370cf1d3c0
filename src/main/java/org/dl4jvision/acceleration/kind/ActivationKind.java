package org.dl4jvision.acceleration.kind;

import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.dl4jvision.acceleration.loop.Pointwise;
import org.dl4jvision.acceleration.loop.Relu;
import org.dl4jvision.layer.activation.HardSigmoid;
import org.dl4jvision.layer.activation.HardSwish;
import org.dl4jvision.layer.activation.Silu;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation as a layer of its own. */
final class ActivationKind extends AcceleratedKind<ActivationLayer> {

  private static final IActivation PLAIN_RELU = new ActivationReLU();

  private static final Map<Class<? extends IActivation>, Pointwise> POINTWISE =
      Map.of(
          ActivationReLU6.class, Pointwise.RELU_6,
          HardSigmoid.class, Pointwise.HARD_SIGMOID,
          HardSwish.class, Pointwise.HARD_SWISH,
          Silu.class, Pointwise.SILU);

  ActivationKind() {
    super(
        "activation",
        "element-wise activation as a layer of its own, such as ReLU",
        ActivationLayer.class);
  }

  @Override
  public Fit fit(ActivationLayer original, Setting setting) {
    return Fit.channelsLastIf(
        ElementwiseActivations.contain(original.layerConf().getActivationFn())
            && original.layerConf().getIDropout() == null,
        "only element-wise activations, without dropout, have a form with channels last");
  }

  @Override
  public Object accelerate(ActivationLayer original, Wiring wiring) {
    IActivation activation = original.layerConf().getActivationFn();
    return new ChannelsLastLayer(original, operation(activation), wiring);
  }

  private static MapOperation operation(IActivation activation) {
    Pointwise pointwise = POINTWISE.get(activation.getClass());
    if (pointwise != null) {
      return new Swept(pointwise);
    }
    return PLAIN_RELU.equals(activation) ? new PlainRelu() : new Elementwise(activation);
  }

  private record Swept(Pointwise activation) implements MapOperation {

    @Override
    public void forward(INDArray input, INDArray output) {
      activation.forward(input, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      activation.gradient(input.get(), epsilon, gradient);
    }
  }

  private static final class PlainRelu implements MapOperation {

    @Override
    public void forward(INDArray input, INDArray output) {
      Relu.forward(input, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      Relu.gradient(input.get(), epsilon, gradient);
    }
  }

  /** ND4J's own operation, which overwrites what it is given. */
  private record Elementwise(IActivation activation) implements MapOperation {

    @Override
    public void forward(INDArray input, INDArray output) {
      activation.getActivation(output.assign(input), true);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      INDArray result = activation.backprop(gradient.assign(input.get()), epsilon).getFirst();
      if (result != gradient) {
        gradient.assign(result);
      }
    }
  }
}
