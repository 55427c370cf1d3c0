package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.dl4jvision.acceleration.loop.Relu;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ReLU as a layer of its own. */
final class ReluKind extends AcceleratedKind<ActivationLayer> {

  ReluKind() {
    super("relu", "ReLU as a layer of its own", ActivationLayer.class);
  }

  @Override
  public Fit fit(ActivationLayer original, Setting setting) {
    return Fit.channelsLastIf(
        new ActivationReLU().equals(original.layerConf().getActivationFn())
            && original.layerConf().getIDropout() == null,
        "only plain ReLU, without dropout, has a form with channels last");
  }

  @Override
  public Object accelerate(ActivationLayer original, Wiring wiring) {
    return new ChannelsLastLayer(original, new PlainRelu(), wiring);
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
}
