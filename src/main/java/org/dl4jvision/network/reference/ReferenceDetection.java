package org.dl4jvision.network.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.dl4jvision.layer.detection.LevelsVertex;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.dl4jvision.network.encoder.Arguments;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.network.encoder.PublishedEncoder;
import org.dl4jvision.network.weights.ModuleNames;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The detectors of one stage that torchvision has on a ResNet-50 and a pyramid of five levels. As
 * in all detectors here, every level has convolutions of its own in the heads, which all have the
 * weights that are published once.
 */
final class ReferenceDetection implements ReferenceNetwork {

  private static final int CLASSES = 91;
  private static final int CHANNELS = 256;
  private static final int CONVOLUTIONS = 4;
  private static final int BOX = 4;
  private static final String CLASSIFICATION = "head.classification_head";
  private static final String BODY = "backbone.body.";
  private static final String REGRESSION = "head.regression_head";

  /** How the heads of a detector are made. */
  enum Kind {
    RETINANET(9) {
      @Override
      Feature tower(Modules modules, String head, String level, Feature input) {
        Feature last = input;
        for (int i = 0; i < CONVOLUTIONS; i++) {
          String name = head + ".conv." + i;
          Kernel kernel = Kernel.of(3, CHANNELS).biased();
          last = modules.convolution(name + ".0" + level, kernel, last);
          last = modules.relu(name + ".1" + level, last);
        }
        return last;
      }
    },
    FCOS(1) {
      @Override
      Feature tower(Modules modules, String head, String level, Feature input) {
        Feature last = input;
        for (int i = 0; i < CONVOLUTIONS; i++) {
          String name = head + ".conv.";
          Kernel kernel = Kernel.of(3, CHANNELS).biased();
          last = modules.convolution(name + 3 * i + level, kernel, last);
          last = modules.groupNormalization(name + (3 * i + 1) + level, GROUPS, last);
          last = modules.relu(name + (3 * i + 2) + level, last);
        }
        return last;
      }
    };

    private static final int GROUPS = 32;

    private final int anchors;

    Kind(int anchors) {
      this.anchors = anchors;
    }

    abstract Feature tower(Modules modules, String head, String level, Feature input);
  }

  private final String name;
  private final Kind kind;

  ReferenceDetection(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return "detects on resnet50 with a pyramid of strides 8 to 128";
  }

  @Override
  public ReferenceGraph build(Arguments arguments, DataType type) {
    int classes = arguments.wholeNumber("num_classes", 1, CLASSES);
    arguments.irrelevant("trainable_backbone_layers");
    GraphWriter graph = new GraphWriter(new NeuralNetConfiguration.Builder().dataType(type));
    Modules modules = new Modules(graph);
    PublishedEncoder encoder = (PublishedEncoder) Encoders.get("resnet50");
    List<Feature> maps = encoder.addTo(graph, graph.input("input", 3), encoder.publishedOptions());
    List<Feature> levels = pyramid(modules, maps.subList(maps.size() - 3, maps.size()));
    Map<String, String> results = new TreeMap<>();
    String[] names = {"0", "1", "2", "p6", "p7"};
    List<Feature> scores = new ArrayList<>();
    List<Feature> boxes = new ArrayList<>();
    List<Feature> centers = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      String level = ModuleNames.COPY + names[i];
      results.put("fpn." + names[i], levels.get(i).vertex());
      Feature forClasses = kind.tower(modules, CLASSIFICATION, level, levels.get(i));
      scores.add(
          last(modules, CLASSIFICATION + ".cls_logits", level, classes * kind.anchors, forClasses));
      Feature forBoxes = kind.tower(modules, REGRESSION, level, levels.get(i));
      Feature box = last(modules, REGRESSION + ".bbox_reg", level, BOX * kind.anchors, forBoxes);
      if (kind == Kind.FCOS) {
        box = modules.relu("bbox_relu" + level, box);
        centers.add(last(modules, REGRESSION + ".bbox_ctrness", level, 1, forBoxes));
      }
      boxes.add(box);
    }
    List<Feature> outputs = new ArrayList<>();
    outputs.add(together(graph, "cls_logits", scores));
    outputs.add(together(graph, "bbox_regression", boxes));
    Map<String, Integer> rows = new TreeMap<>(Map.of("cls_logits", classes));
    rows.put("bbox_regression", BOX);
    if (!centers.isEmpty()) {
      outputs.add(together(graph, "bbox_ctrness", centers));
      rows.put("bbox_ctrness", 1);
    }
    rows.keySet().forEach(result -> results.put(result, result));
    ModuleNames moduleNames =
        ModuleNames.SAME.with("head.", "head.").with("fpn.", "backbone.fpn.").with("", BODY);
    return new ReferenceGraph(graph.build(outputs.toArray(Feature[]::new)), moduleNames, results)
        .withRows(rows);
  }

  private static Feature last(
      Modules modules, String name, String level, int channels, Feature input) {
    return modules.convolution(name + level, Kernel.of(3, channels).biased(), input);
  }

  private static Feature together(GraphWriter graph, String name, List<Feature> levels) {
    return graph.add(levels.get(0).as(name), new LevelsVertex(), levels.toArray(Feature[]::new));
  }

  /** The levels of strides 8, 16 and 32, and two more below. */
  private static List<Feature> pyramid(Modules modules, List<Feature> maps) {
    List<Feature> levels = new ArrayList<>();
    Feature above = null;
    for (int i = maps.size() - 1; i >= 0; i--) {
      String inner = "fpn.inner_blocks." + i + ".0";
      Feature sum = modules.convolution(inner, Kernel.of(1, CHANNELS).biased(), maps.get(i));
      if (above != null) {
        Feature doubled = modules.graph().doubling("fpn.doubled." + i, above);
        sum = modules.graph().sum("fpn.sum." + i, sum, doubled);
      }
      above = sum;
      String layer = "fpn.layer_blocks." + i + ".0";
      levels.add(0, modules.convolution(layer, Kernel.of(3, CHANNELS).biased(), sum));
    }
    Kernel halving = Kernel.of(3, CHANNELS).biased().stride(2);
    Feature coarse = levels.get(levels.size() - 1);
    Feature six = modules.convolution("fpn.extra_blocks.p6", halving, coarse);
    levels.add(six);
    // Deeplearning4j's ReLU works in place, and the heads see this level as it is.
    Feature copy = modules.graph().add(six.as("fpn.extra_blocks.copy"), new ScaleVertex(1), six);
    Feature active = modules.relu("fpn.extra_blocks.relu", copy);
    levels.add(modules.convolution("fpn.extra_blocks.p7", halving, active));
    return levels;
  }
}
