package org.dl4jvision.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.export.runtime.OnnxModel;
import org.dl4jvision.layer.detection.DetectionDecoder;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.network.DetectionNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Boxes, scores and detections of a model are those of the head. */
class DetectionOutputsTest {

  private static final double PIXELS = 0.01;

  @TempDir private Path folder;

  static List<String> heads() {
    return Heads.REGISTRY.names();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void decodes(String name) {
    Head head =
        Heads.REGISTRY.get(name).builder().classes(3).imageWidth(96).imageHeight(64).build();
    ComputationGraph network =
        DetectionNetwork.builder(head).encoder("small").baseChannels(8).build().init();
    // What an untrained head gives is nothing to everybody: its last layers are near 0.
    for (int stride : head.strides()) {
      for (String part : List.of("classes", "boxes", "quality")) {
        String layer = "level" + stride + "_" + part;
        if (network.getConfiguration().getVertices().containsKey(layer)) {
          network.getLayer(layer).getParam("W").muli(4);
          network.getLayer(layer).getParam("b").addi(part.equals("boxes") ? 0 : 3);
        }
      }
    }
    Path file = folder.resolve("model.onnx");
    OnnxExport.builder(network).suppressed().build().write(file);
    INDArray images = OnnxChecks.random(2, 3, 64, 96);
    INDArray raw = network.outputSingle(images);
    try (OnnxModel model = OnnxModel.open(file)) {
      Map<String, INDArray> found = model.run(Map.of("input", images), Set.copyOf(model.outputs()));
      OnnxChecks.same(raw, found.get("output"));
      assertBoxes(head, raw, found.get("boxes"));
      assertDetections(head, raw, found.get("detections"));
    }
  }

  private static void assertBoxes(Head head, INDArray raw, INDArray boxes) {
    int locations = head.levels().locations();
    int first = head.anchors() * head.outputClasses();
    for (int p = 0; p < head.predictions(); p += 7) {
      double[] numbers = new double[4];
      for (int i = 0; i < 4; i++) {
        numbers[i] = raw.getDouble(1, first + p / locations * 4 + i, p % locations);
      }
      Box box = head.decode(p, numbers).clip(head.imageWidth(), head.imageHeight());
      assertEquals(box.left(), boxes.getDouble(1, p, 0), PIXELS);
      assertEquals(box.top(), boxes.getDouble(1, p, 1), PIXELS);
      assertEquals(box.right(), boxes.getDouble(1, p, 2), PIXELS);
      assertEquals(box.bottom(), boxes.getDouble(1, p, 3), PIXELS);
    }
  }

  /** All that the decoder leaves, which takes the best 100 of all classes, not of each. */
  private static void assertDetections(Head head, INDArray raw, INDArray found) {
    List<List<Detection>> expected = DetectionDecoder.builder(head).build().decode(raw);
    assertTrue(expected.get(0).size() > 1, "there is something to compare");
    for (int image = 0; image < expected.size(); image++) {
      for (Detection detection : expected.get(image)) {
        assertTrue(contains(found, image, detection), detection::toString);
      }
    }
    int most = 2 * 100 * head.outputClasses();
    assertTrue(found.size(0) <= most, () -> found.size(0) + " detections");
  }

  private static boolean contains(INDArray rows, int image, Detection detection) {
    for (int i = 0; i < rows.size(0); i++) {
      if (rows.getDouble(i, 0) == image
          && rows.getDouble(i, 1) == detection.classIndex()
          && Math.abs(rows.getDouble(i, 2) - detection.score()) < 1e-5
          && Math.abs(rows.getDouble(i, 3) - detection.box().left()) < PIXELS
          && Math.abs(rows.getDouble(i, 6) - detection.box().bottom()) < PIXELS) {
        return true;
      }
    }
    return false;
  }
}
