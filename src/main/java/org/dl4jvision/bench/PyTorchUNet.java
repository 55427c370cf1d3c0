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
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The U-Net of {@link org.dl4jvision.model.UNet} in PyTorch, with the same parameters. */
final class PyTorchUNet implements TrainingStep {

  private static final int DEPTH = 3;

  private final NDManager manager = PyTorch.manager();
  private final Model model =
      Model.newInstance("unet", Device.cpu(), PyTorch.engine().getEngineName());
  private final Trainer trainer;
  private final NDArray images;
  private final NDArray labels;

  PyTorchUNet(TrainingInputs inputs) {
    Network network = inputs.network();
    Shape shape = new Shape(network.shape());
    SequentialBlock block = level(network.baseChannels(), DEPTH);
    model.setBlock(block.add(convolution(1, 1)));
    Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
                .optOptimizer(adam)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(shape);
    copyParameters(network.model().init(), block);
    images = manager.create(inputs.batch().getFeatures().data().asFloat(), shape);
    labels = manager.create(inputs.batch().getLabels().data().asFloat(), shape);
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

  /** By the nearest neighbour. */
  private static NDArray doubled(NDArray x) {
    long[] size = {2 * x.getShape().get(2), 2 * x.getShape().get(3)};
    return x.getNDArrayInternal().interpolation(size, 0, false);
  }

  private static NDList concatenated(List<NDList> branches) {
    NDArray skipped = branches.get(0).singletonOrThrow();
    return new NDList(skipped.concat(branches.get(1).singletonOrThrow(), 1));
  }

  /** Both name them from input to output. */
  private static void copyParameters(ComputationGraph from, Block to) {
    Iterator<INDArray> arrays = new ArrayList<>(from.paramTable().values()).iterator();
    for (Parameter parameter : to.getParameters().values()) {
      NDArray array = parameter.getArray();
      INDArray values = arrays.next();
      if (array.size() != values.length()) {
        throw new IllegalStateException(
            "PyTorch's U-Net has another shape: "
                + array.getShape()
                + " for "
                + values.shapeInfoToString());
      }
      array.set(values.dup('c').data().asFloat());
    }
    if (arrays.hasNext()) {
      throw new IllegalStateException("PyTorch's U-Net has fewer parameters");
    }
  }

  @Override
  public double run() {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      NDArray x = images.stopGradient();
      x.attach(scope);
      NDArray loss = trainer.getLoss().evaluate(new NDList(labels), trainer.forward(new NDList(x)));
      loss.attach(scope);
      collector.backward(loss);
      double value = loss.getFloat();
      trainer.step();
      return value;
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    manager.close();
  }
}
