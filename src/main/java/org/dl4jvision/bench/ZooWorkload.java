package org.dl4jvision.bench;

import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.zoo.ZooModel;
import org.deeplearning4j.zoo.model.AlexNet;
import org.deeplearning4j.zoo.model.Darknet19;
import org.deeplearning4j.zoo.model.InceptionResNetV1;
import org.deeplearning4j.zoo.model.LeNet;
import org.deeplearning4j.zoo.model.ResNet50;
import org.deeplearning4j.zoo.model.SqueezeNet;
import org.deeplearning4j.zoo.model.TinyYOLO;
import org.deeplearning4j.zoo.model.UNet;
import org.deeplearning4j.zoo.model.VGG16;
import org.deeplearning4j.zoo.model.Xception;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A network of Deeplearning4j's zoo and four images of noise. Dropout, which draws other numbers
 * everywhere, and regularization, which a loss does not show, are left out.
 */
record ZooWorkload(String name, Supplier<ZooModel> model) implements TrainingWorkload {

  private static final int IMAGES = 4;
  private static final int CLASSES = 10;

  /**
   * So small that what differs by rounding, which Adam's first steps make as large as all else,
   * stays as small in the loss.
   */
  private static final double LEARNING_RATE = 1e-5;

  private static final int[] SHAPE = {3, 128, 128};

  /** All networks that Deeplearning4j itself can train. */
  static List<ZooWorkload> all() {
    return List.of(
        new ZooWorkload(
            "squeezenet", () -> SqueezeNet.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload(
            "darknet19", () -> Darknet19.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload(
            "vgg16", () -> VGG16.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload(
            "resnet50", () -> ResNet50.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload(
            "xception", () -> Xception.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload("unet", () -> UNet.builder().numClasses(1).inputShape(SHAPE).build()),
        new ZooWorkload(
            "tinyyolo", () -> TinyYOLO.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload(
            "alexnet", () -> AlexNet.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload(
            "lenet", () -> LeNet.builder().numClasses(CLASSES).inputShape(SHAPE).build()),
        new ZooWorkload(
            "inceptionresnetv1",
            () -> InceptionResNetV1.builder().numClasses(CLASSES).inputShape(SHAPE).build()));
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public ComputationGraph network() {
    Model zoo = model.get().init();
    ComputationGraph original =
        zoo instanceof MultiLayerNetwork
            ? ((MultiLayerNetwork) zoo).toComputationGraph()
            : (ComputationGraph) zoo;
    ComputationGraphConfiguration configuration = original.getConfiguration().clone();
    configuration.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .forEach(vertex -> simplify(((LayerVertex) vertex).getLayerConf().getLayer()));
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init(original.params(), true);
    return graph;
  }

  private static void simplify(Layer layer) {
    layer.setIDropout(null);
    layer.setConstraints(null);
    if (layer instanceof BaseLayer) {
      BaseLayer trained = (BaseLayer) layer;
      trained.setIUpdater(new Adam(LEARNING_RATE));
      trained.setBiasUpdater(null);
      trained.setRegularization(List.of());
      trained.setRegularizationBias(List.of());
      trained.setGradientNormalization(GradientNormalization.None);
    }
  }

  @Override
  public ComputationGraph stock() {
    return network();
  }

  @Override
  public double stockScale() {
    return 1;
  }

  @Override
  public DataSet batch() {
    Nd4j.getRandom().setSeed(1);
    INDArray images = Nd4j.rand(DataType.FLOAT, IMAGES, SHAPE[0], SHAPE[1], SHAPE[2]);
    ComputationGraph network = network();
    INDArray output = network.outputSingle(images);
    if (network.getOutputLayer(0).conf().getLayer() instanceof Yolo2OutputLayer) {
      return new DataSet(images, boxes(output.size(2)));
    }
    if (output.rank() == 4) {
      return new DataSet(
          images, Nd4j.rand(DataType.FLOAT, output.shape()).gt(0.5).castTo(DataType.FLOAT));
    }
    INDArray labels = Nd4j.zeros(DataType.FLOAT, output.shape());
    for (int i = 0; i < IMAGES; i++) {
      labels.putScalar(i, i % output.size(1), 1);
    }
    return new DataSet(images, labels);
  }

  /** One object in the middle of every image, as Deeplearning4j's YOLO layer takes it. */
  private static INDArray boxes(long cells) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, IMAGES, 4 + CLASSES, cells, cells);
    double middle = cells / 2 + 0.5;
    double[] corners = {middle - 1, middle - 0.75, middle + 1, middle + 0.75};
    for (int i = 0; i < IMAGES; i++) {
      for (int k = 0; k < corners.length; k++) {
        labels
            .get(NDArrayIndex.point(i), NDArrayIndex.point(k))
            .putScalar(cells / 2, cells / 2, corners[k]);
      }
      labels.putScalar(new long[] {i, 4 + i, cells / 2, cells / 2}, 1);
    }
    return labels;
  }
}
