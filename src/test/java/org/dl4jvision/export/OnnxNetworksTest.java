package org.dl4jvision.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.network.ClassificationNetwork;
import org.dl4jvision.network.DetectionNetwork;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.network.VisionNetwork;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Arguments;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.network.encoder.PublishedEncoder;
import org.dl4jvision.network.reference.ReferenceNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ONNX Runtime computes what every network here does, at two sizes and two sizes of batches. */
class OnnxNetworksTest {

  @TempDir private Path folder;

  static List<String> encoders() {
    return Encoders.REGISTRY.names();
  }

  /** One of every kind: the others are deeper or wider. */
  static List<String> kinds() {
    return List.of(
        "alexnet",
        "densenet121",
        "efficientnet-b0",
        "googlenet",
        "inception-v3",
        "mobilenet-v2",
        "mobilenet-v3-large",
        "plain",
        "regnet-y-400mf",
        "resnet18",
        "resnext50",
        "se-resnet18",
        "small",
        "squeezenet",
        "vgg11",
        "vgg11-bn");
  }

  static List<String> decoders() {
    return Decoders.REGISTRY.names();
  }

  static List<String> heads() {
    return Heads.REGISTRY.names();
  }

  static Stream<String> classifiers() {
    return Encoders.REGISTRY.all().stream()
        .filter(PublishedEncoder.class::isInstance)
        .map(Encoder::name);
  }

  static Stream<String> pairs() {
    return Encoders.REGISTRY.all().stream()
        .flatMap(
            encoder ->
                Decoders.REGISTRY.all().stream()
                    .map(decoder -> encoder.name() + " " + decoder.name()));
  }

  static List<String> detectors() {
    return List.of(
        "torchvision.detection.retinanet_resnet50_fpn", "torchvision.detection.fcos_resnet50_fpn");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void encoder(String name) {
    segments(name, "unet", 8);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void decoder(String name) {
    segments("small", name, 8);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void head(String name) {
    HeadType type = Heads.REGISTRY.get(name);
    Head head = type.builder().classes(3).imageHeight(96).imageWidth(128).build();
    detects(DetectionNetwork.builder(head).encoder("small").baseChannels(8).build());
  }

  @Tag("scale")
  @ParameterizedTest
  @MethodSource("pairs")
  void pairOfFullWidth(String pair) {
    String[] names = pair.split(" ");
    segments(names[0], names[1], null);
  }

  @Tag("scale")
  @ParameterizedTest
  @MethodSource("encoders")
  void backbone(String name) {
    Head head =
        Heads.REGISTRY.get("fcos").builder().classes(3).imageHeight(128).imageWidth(192).build();
    detects(DetectionNetwork.builder(head).encoder(name).build());
  }

  @Tag("scale")
  @ParameterizedTest
  @MethodSource("classifiers")
  void classifier(String name) {
    ComputationGraph network =
        ClassificationNetwork.builder().encoder(name).classes(10).build().init();
    prepared(network, OnnxChecks.random(2, 3, 224, 224));
    check(network, OnnxChecks.random(1, 3, 224, 224), OnnxChecks.random(2, 3, 299, 256));
  }

  @Tag("scale")
  @ParameterizedTest
  @MethodSource("detectors")
  void publishedDetector(String name) {
    ComputationGraph network =
        ReferenceNetworks.all().get(name).build(new Arguments(Map.of()), DataType.FLOAT).graph();
    prepared(network, OnnxChecks.random(2, 3, 128, 128));
    check(network, OnnxChecks.random(1, 3, 128, 256), OnnxChecks.random(2, 3, 256, 128));
  }

  private void segments(String encoder, String decoder, Integer baseChannels) {
    SegmentationNetwork network =
        SegmentationNetwork.builder()
            .inputChannels(3)
            .classes(4)
            .encoder(encoder)
            .decoder(decoder)
            .baseChannels(baseChannels)
            .build();
    int side = network.multipleOf();
    check(
        prepared(network),
        OnnxChecks.random(1, 3, 2 * side, 3 * side),
        OnnxChecks.random(2, 3, 3 * side, 2 * side));
  }

  private void detects(DetectionNetwork network) {
    Head head = network.head();
    check(
        prepared(network),
        OnnxChecks.random(1, 3, head.imageHeight(), head.imageWidth()),
        OnnxChecks.random(2, 3, head.imageWidth(), head.imageHeight()));
  }

  /** A network with statistics of images of its smallest sizes. */
  private static ComputationGraph prepared(VisionNetwork network) {
    int side = 3 * network.multipleOf();
    return prepared(network.init(), OnnxChecks.random(2, 3, side, side));
  }

  private static ComputationGraph prepared(ComputationGraph network, INDArray images) {
    Acceleration.enable(network);
    return OnnxChecks.trained(network, images);
  }

  private void check(ComputationGraph network, INDArray... inputs) {
    Path file = folder.resolve("model.onnx");
    OnnxExport.builder(network)
        .checkedAt((int) inputs[0].size(2), (int) inputs[0].size(3))
        .build()
        .write(file);
    OnnxChecks.same(network, file, inputs);
  }
}
