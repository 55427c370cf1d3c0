package org.dl4jvision.box;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/**
 * Makes one detection of those that several overlapping parts of an image give of an object, whole
 * or cut at the border of a part: takes the detections of the image from the highest-scoring on,
 * and merges each into the first taken one of its class with
 *
 * <pre>{@code
 * intersection(a, b) / min(area(a), area(b)) > threshold
 * }</pre>
 *
 * <p>Intersection over the smaller area is 1 where a box is a piece of another, whose IoU may be as
 * small as that piece. What is merged has the highest score, and the box that has it. Only if this
 * box may itself be cut, it becomes the union with those merged into it that score at least half as
 * much: SAHI's union of all, made for detections above a high score, would be spoilt by the many
 * unsure boxes that average precision needs. Overlap is that with the box of the highest score, not
 * with the union, which would grow along a row of objects.
 *
 * <p>Equal scores are taken in the order given. Immutable and thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/2202.06934">Akyon, Altinuc, Temizel, "Slicing Aided Hyper
 *     Inference and Fine-tuning for Small Object Detection" (2022), whose threshold is 0.5</a>
 */
public final class GreedyMerging {

  /** Share of the highest score that a box must have to extend that one's. */
  private static final double SURE = 0.5;

  private final double threshold;

  /**
   * @param threshold intersection over the smaller area above which two boxes of a class are one
   *     object, in [0, 1]
   */
  public GreedyMerging(double threshold) {
    this.threshold = Check.unit("threshold", threshold);
  }

  /**
   * The detections of one image, merged, the highest-scoring first.
   *
   * @param cut whether the detection of an index may be a piece of an object, as it ends where its
   *     part of the image does
   */
  public List<Detection> apply(List<Detection> detections, IntPredicate cut) {
    int[] order =
        IntStream.range(0, detections.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -detections.get(i).score()))
            .mapToInt(i -> i)
            .toArray();
    TakenBoxes taken =
        new TakenBoxes(
            BoxArrays.of(detections.stream().map(Detection::box).toList()),
            detections.stream().mapToInt(Detection::classIndex).toArray(),
            order);
    TakenBoxes.Rule same =
        (intersection, area, other) -> intersection > threshold * Math.min(area, other);
    Box[] unions = new Box[order.length];
    List<Integer> kept = new ArrayList<>();
    for (int i : order) {
      Box box = detections.get(i).box();
      int first = taken.first(i, same);
      if (first >= 0) {
        boolean isMore =
            cut.test(first) && detections.get(i).score() >= SURE * detections.get(first).score();
        unions[first] = isMore ? unions[first].union(box) : unions[first];
      } else {
        taken.add(i);
        kept.add(i);
        unions[i] = box;
      }
    }
    return kept.stream()
        .map(
            i ->
                new Detection(unions[i], detections.get(i).classIndex(), detections.get(i).score()))
        .toList();
  }
}
