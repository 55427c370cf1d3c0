package org.dl4jvision.box;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jvision.check.Check;

/**
 * Puts the detections together that several detectors give of an image: from the highest-scoring on
 * each joins the first group of its class whose mean box it overlaps enough, or begins one. A group
 * becomes one detection: its box is the mean, weighted by scores, and its score the sum of the
 * highest of each detector by their number, so that what only some have found is less sure.
 *
 * @see <a href="https://arxiv.org/abs/1910.13302">Solovyev, Wang, Gabruseva, "Weighted boxes
 *     fusion" (2019)</a>
 */
public final class BoxFusion {

  private final double threshold;

  /**
   * @param threshold the IoU above which two boxes of a class are one object, in [0, 1]
   */
  public BoxFusion(double threshold) {
    this.threshold = Check.unit("threshold", threshold);
  }

  private record Given(int detector, Detection detection) {}

  private static final class Group {
    private final int classIndex;
    private final double[] best; // the highest score of each detector
    private double weight;
    private Box box;

    Group(int classIndex, int detectors) {
      this.classIndex = classIndex;
      best = new double[detectors];
    }

    void add(Given given) {
      double score = given.detection().score();
      Box more = given.detection().box();
      double share = weight == 0 ? 1 : score / (weight + score);
      box = box == null ? more : mix(box, more, share);
      weight += score;
      best[given.detector()] = Math.max(best[given.detector()], score);
    }

    private static Box mix(Box a, Box b, double share) {
      return new Box(
          a.left() + share * (b.left() - a.left()),
          a.top() + share * (b.top() - a.top()),
          a.right() + share * (b.right() - a.right()),
          a.bottom() + share * (b.bottom() - a.bottom()));
    }

    Detection detection() {
      double sum = 0;
      for (double score : best) {
        sum += score;
      }
      return new Detection(box, classIndex, sum / best.length);
    }
  }

  /**
   * The detections of an image, the highest-scoring first.
   *
   * @param ofDetectors those of each detector, one list a detector, scores above 0
   */
  public List<Detection> apply(List<List<Detection>> ofDetectors) {
    List<Given> all = new ArrayList<>();
    for (int d = 0; d < ofDetectors.size(); d++) {
      int detector = d;
      ofDetectors.get(d).forEach(one -> all.add(new Given(detector, one)));
    }
    all.sort(Comparator.comparingDouble(one -> -one.detection().score()));
    List<Group> groups = new ArrayList<>();
    for (Given given : all) {
      group(groups, given.detection(), ofDetectors.size()).add(given);
    }
    return groups.stream()
        .map(Group::detection)
        .sorted(Comparator.comparingDouble(one -> -one.score()))
        .toList();
  }

  private Group group(List<Group> groups, Detection detection, int detectors) {
    for (Group group : groups) {
      boolean same = group.classIndex == detection.classIndex();
      if (same && group.box.iou(detection.box()) > threshold) {
        return group;
      }
    }
    Group fresh = new Group(detection.classIndex(), detectors);
    groups.add(fresh);
    return fresh;
  }
}
