package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Detection;
import org.dl4jvision.layer.detection.DetectionDecoder;
import org.dl4jvision.layer.detection.Head;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds the number of a network that a detection comes from: the logit of its class at the place
 * that saw it. It is the one with which alone, all others being tiny, the same box is found,
 * whatever the head.
 */
final class DetectionSource {

  /** How many of the largest logits are tried. */
  private static final int TRIED = 300;

  /** A logit that no threshold lets pass. */
  private static final double NEVER = -60;

  private static final double SAME = 1e-3;

  private final Head head;
  private final DetectionDecoder decoder;
  private final INDArray output;
  private final List<Place> largest;

  /**
   * A logit.
   *
   * @param channel of the head's numbers
   * @param location of all levels
   */
  record Place(int channel, int location, double logit) {}

  /**
   * @param output of an image, [1, channels, locations]
   */
  DetectionSource(Head head, DetectionDecoder decoder, INDArray output) {
    this.head = head;
    this.decoder = decoder;
    this.output = output.castTo(DataType.DOUBLE).dup('c');
    largest = largest();
  }

  private List<Place> largest() {
    double[] values = output.data().asDouble();
    int locations = (int) output.size(2);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < classLogits() * locations; i++) {
      places.add(new Place(i / locations, i % locations, values[i]));
    }
    places.sort(Comparator.comparingDouble(Place::logit).reversed());
    return places.subList(0, Math.min(TRIED, places.size()));
  }

  /** Class logits come before all else. */
  private int classLogits() {
    return head.anchors() * head.outputClasses();
  }

  /** The logit of a detection; empty where it is not among the largest. */
  Optional<Place> of(Detection detection) {
    INDArray alone = output.dup('c');
    for (int channel = 0; channel < classLogits(); channel++) {
      for (int location = 0; location < output.size(2); location++) {
        alone.putScalar(new int[] {0, channel, location}, NEVER);
      }
    }
    for (Place place : largest) {
      int[] at = {0, place.channel(), place.location()};
      alone.putScalar(at, place.logit());
      List<Detection> found = decoder.decode(alone).get(0);
      alone.putScalar(at, NEVER);
      if (found.stream().anyMatch(other -> isSame(detection, other))) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(Detection one, Detection other) {
    return one.classIndex() == other.classIndex()
        && Math.abs(one.score() - other.score()) < SAME
        && one.box().iou(other.box()) > 1 - SAME;
  }
}
