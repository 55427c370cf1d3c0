package org.dl4jvision.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The U-Net of {@link org.dl4jvision.network.SegmentationNetwork} in PyTorch, with the same
 * parameters.
 */
final class PyTorchUNet implements TrainingStep {

  private static final int DEPTH = 3;

  private final NDManager manager = PyTorch.manager();
  private final Model model =
      Model.newInstance("unet", Device.cpu(), PyTorch.engine().getEngineName());
  private final Trainer trainer;
  private final List<Adam> adam;
  private final NDArray images;
  private final NDArray labels;

  PyTorchUNet(UNetWorkload network) {
    DataSet batch = network.batch();
    Shape shape = new Shape(network.shape());
    SequentialBlock block = level(network.baseChannels(), DEPTH);
    model.setBlock(block.add(convolution(1, 1)));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()}));
    Iterator<INDArray> parameters = parameters(network.network());
    block.setInitializer(
        (owner, shapeOfParameter, type) -> copy(owner, parameters.next(), shapeOfParameter),
        parameter -> true);
    trainer.initialize(shape);
    if (parameters.hasNext()) {
      throw new IllegalStateException("PyTorch's U-Net has fewer parameters");
    }
    adam =
        block.getParameters().values().stream()
            .map(parameter -> new Adam(manager, parameter.getArray()))
            .toList();
    images = manager.create(batch.getFeatures().data().asFloat(), shape);
    labels = manager.create(batch.getLabels().data().asFloat(), shape);
  }

  /** Two convolutions and, if there are levels below, these beside a way past them. */
  private static SequentialBlock level(int channels, int below) {
    SequentialBlock block = new SequentialBlock();
    addTwoConvolutions(block, channels);
    if (below > 0) {
      Block lower =
          new SequentialBlock()
              .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
              .add(level(2 * channels, below - 1))
              .add(LambdaBlock.singleton(PyTorchUNet::doubled))
              .add(convolution(3, channels))
              .add(Activation.reluBlock());
      block.add(
          new ParallelBlock(
              PyTorchUNet::concatenated, List.of(LambdaBlock.singleton(x -> x), lower)));
      addTwoConvolutions(block, channels);
    }
    return block;
  }

  private static void addTwoConvolutions(SequentialBlock block, int channels) {
    for (int i = 0; i < 2; i++) {
      block.add(convolution(3, channels)).add(Activation.reluBlock());
    }
  }

  private static Conv2d convolution(int kernel, int channels) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .setFilters(channels)
        .build();
  }

  /** Doubles height and width by the nearest neighbor. */
  private static NDArray doubled(NDArray x) {
    long[] size = {2 * x.getShape().get(2), 2 * x.getShape().get(3)};
    return x.getNDArrayInternal().interpolation(size, 0, false);
  }

  private static NDList concatenated(List<NDList> branches) {
    NDArray skipped = branches.get(0).singletonOrThrow();
    return new NDList(skipped.concat(branches.get(1).singletonOrThrow(), 1));
  }

  /** Weights and biases from input to output, as DJL asks for them. */
  private static Iterator<INDArray> parameters(ComputationGraph network) {
    return Stream.of(network.getLayers())
        .filter(layer -> layer.numParams() > 0)
        .flatMap(
            layer ->
                Stream.of(
                    layer.getParam(ConvolutionParamInitializer.WEIGHT_KEY),
                    layer.getParam(ConvolutionParamInitializer.BIAS_KEY)))
        .iterator();
  }

  /** A copy that PyTorch owns. */
  private static NDArray copy(NDManager manager, INDArray array, Shape shape) {
    if (array.length() != shape.size()) {
      throw new IllegalStateException(
          "PyTorch's U-Net differs: a parameter of shape " + shape + " for " + array.length());
    }
    try (NDArray values = manager.create(array.dup('c').data().asFloat(), shape)) {
      return values.duplicate();
    }
  }

  @Override
  public double run() {
    try (NDManager scope = manager.newSubManager()) {
      double loss = backward(scope);
      adam.forEach(parameter -> parameter.step(scope));
      return loss;
    }
  }

  private double backward(NDManager scope) {
    try (GradientCollector collector = trainer.newGradientCollector()) {
      NDArray x = images.stopGradient();
      x.attach(scope);
      NDArray loss = trainer.getLoss().evaluate(new NDList(labels), trainer.forward(new NDList(x)));
      loss.attach(scope);
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    manager.close();
  }

  /** One parameter's: DJL's own gives other numbers than Adam's, and soon NaN. */
  private static final class Adam {
    private static final double RATE = 1e-3;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final NDArray parameter;
    private final NDArray mean;
    private final NDArray variance;
    private int steps;

    Adam(NDManager owner, NDArray parameter) {
      this.parameter = parameter;
      mean = owner.zeros(parameter.getShape());
      variance = owner.zeros(parameter.getShape());
    }

    /** Changes the parameter against its gradient, which is then 0. */
    void step(NDManager scope) {
      steps++;
      double rate = RATE * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
      NDArray gradient = parameter.getGradient();
      gradient.attach(scope);
      scope.tempAttachAll(mean, variance);
      mean.muli((float) BETA1).addi(gradient.mul((float) (1 - BETA1)));
      variance.muli((float) BETA2).addi(gradient.square().muli((float) (1 - BETA2)));
      parameter.subi(mean.div(variance.sqrt().addi(EPSILON)).muli((float) rate));
      gradient.subi(gradient);
    }
  }
}
