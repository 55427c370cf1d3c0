package org.dl4jvision.study.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.layer.detection.DetectionDecoder;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.study.explain.DetectionSource.Place;
import org.dl4jvision.task.detection.DetectionTraining;
import org.dl4jvision.task.gradient.NetworkTwin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class BoxSaliencyTest {

  /** Also of a network that has not learned: it finds boxes, if the score may be low. */
  @ParameterizedTest
  @ValueSource(strings = {"fcos", "yolo"})
  void everyBoxIsTracedToItsLogit(String name) {
    SyntheticObjects objects = SyntheticObjects.builder().imageSize(64).build();
    DetectionTraining training =
        DetectionTraining.of(
            objects,
            options -> {
              options.imageSize = 64;
              options.head = name;
            });
    ComputationGraph network = training.newNetwork();
    DetectionIterator data =
        DetectionIterator.builder(objects, Split.VALIDATION, 64)
            .normalization(training.options().normalization)
            .build();
    data.choose(index -> index < 2);
    DetectionSubject subject = new DetectionSubject(network, data, objects.classNames(), 0);
    assertEquals(2, subject.images().size());
    Head head = subject.head();
    DetectionDecoder decoder = DetectionDecoder.builder(head).scoreThreshold(1e-4).build();
    INDArray image = subject.images().get(1).values();
    INDArray output = network.outputSingle(image);
    List<Detection> found = decoder.decode(output).get(0);
    assertTrue(!found.isEmpty());
    Place place = new DetectionSource(head, decoder, output).of(found.get(0)).orElseThrow();
    assertEquals(output.getDouble(0, place.channel(), place.location()), place.logit(), 1e-5);
    double[] map = BoxSaliencyExplanation.map(subject, NetworkTwin.of(network), image, place);
    assertEquals(64 * 64, map.length);
    for (double value : map) {
      assertTrue(value >= 0 && Double.isFinite(value));
    }
  }
}
