package org.dl4jvision.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.dl4jvision.golden.GoldenNetworks.Network;
import org.dl4jvision.golden.NetworkQuestion.Label;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadBuilder;
import org.dl4jvision.layer.detection.LevelsVertex;
import org.dl4jvision.layer.detection.RetinaHead;
import org.dl4jvision.layer.detection.RpnHead;
import org.dl4jvision.layer.detection.YoloHead;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.DetectionNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Small detectors of every head, for the writer. */
final class GoldenDetectors {

  static final List<String> HEADS = List.of("fcos", "retina", "yolo", "rpn");

  private static final int CLASSES = 2;

  private static final double[][][] ANCHORS = {{{6, 5}, {10, 12.5}}, {{14, 10}, {20, 24}}};

  private GoldenDetectors() {}

  /** What of the loss counts: its parts are known by the scores of networks that have one only. */
  enum Part {
    ALL("", 1, 1, 1),
    CLASSES("-classes", 1, 0, 0),
    BOXES("-boxes", 0, 1, 0),
    OBJECTNESS("-objectness", 0, 0, 1);

    final String name;
    final int classes;
    final int boxes;
    final int objectness;

    Part(String name, int classes, int boxes, int objectness) {
      this.name = name;
      this.classes = classes;
      this.boxes = boxes;
      this.objectness = objectness;
    }
  }

  static Map<String, Network> all() {
    Map<String, Network> all = new LinkedHashMap<>();
    for (String name : HEADS) {
      for (Part part : Part.values()) {
        if (part != Part.OBJECTNESS || name.equals("yolo")) {
          all.put("head-" + name + part.name, network(name, 48, 32, part, DataType.DOUBLE));
        }
      }
      all.put("head-" + name + "-float", network(name, 64, 64, Part.ALL, DataType.FLOAT));
    }
    all.put("detection-model-small", model("fcos", "small"));
    all.put("detection-model-medium", model("yolo", "medium"));
    return all;
  }

  /** No option has its default. */
  private static Head head(String name, int width, int height, Part part) {
    HeadBuilder<?> builder =
        switch (name) {
          case "fcos" -> FcosHead.builder().centerRadius(1.25).levelRange(3);
          case "retina" ->
              RetinaHead.builder().anchors(ANCHORS).foregroundIou(0.45).backgroundIou(0.3);
          case "yolo" ->
              YoloHead.builder()
                  .anchors(ANCHORS)
                  .objectnessLoss(
                      Losses.parse(part.objectness + "*focal(alpha=0.4, gamma=1, mode=binary)"))
                  .sizeRatio(3)
                  .ignoreIou(0.3);
          default ->
              RpnHead.builder().anchors(ANCHORS).foregroundIou(0.5).backgroundIou(0.25).samples(20);
        };
    return builder
        .classes(CLASSES)
        .imageWidth(width)
        .imageHeight(height)
        .strides(4, 8)
        .classLoss(Losses.parse(part.classes + "*focal(alpha=0.3, gamma=1.5)"))
        .boxLoss(Losses.parse("diou + 0.5*l1"))
        .boxWeight(1.5 * part.boxes)
        .build();
  }

  private static NetworkQuestion question(DataType type, int width, int height, int channels) {
    return new NetworkQuestion(
        true,
        type == DataType.DOUBLE ? "double" : "float",
        new long[] {2, channels, height, width},
        List.of(new Label("objects", new long[] {2, 4, 6}, 4, CLASSES, width, height)));
  }

  /** A convolution for each level and the head: as few weights as a detector can have. */
  private static Network network(String name, int width, int height, Part part, DataType type) {
    Head head = head(name, width, height, part);
    String json =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(new Adam(0.01))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(height, width, 1))
            .addLayer("fine", level(4, head.channels()), "input")
            .addLayer("coarse", level(8, head.channels()), "input")
            .addVertex("levels", new LevelsVertex(), "fine", "coarse")
            .addLayer("output", new DetectionLossLayer.Builder(head).build(), "levels")
            .setOutputs("output")
            .build()
            .toJson();
    return new Network(json, question(type, width, height, 1));
  }

  private static ConvolutionLayer level(int stride, int channels) {
    return new ConvolutionLayer.Builder(stride, stride)
        .stride(stride, stride)
        .nOut(channels)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static Network model(String head, String encoder) {
    String json =
        DetectionNetwork.builder(head(head, 64, 32, Part.ALL))
            .inputChannels(2)
            .encoder(encoder)
            .l2(1e-3)
            .updater(new Nesterovs(0.02, 0.8))
            .seed(5)
            .dataType(DataType.DOUBLE)
            .build()
            .configuration()
            .toJson();
    return new Network(json, question(DataType.DOUBLE, 64, 32, 2));
  }
}
