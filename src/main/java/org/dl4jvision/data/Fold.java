package org.dl4jvision.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/**
 * One fold of a cross-validation.
 *
 * @param index from 0
 * @param count how many there are; 1: the data as they are divided
 */
public record Fold(int index, int count) {

  private static final int INNER = 5;

  /** Refuses folds that there are not. */
  public Fold {
    Check.atLeast("folds", count, 1);
    Check.between("fold", index, 0, count - 1);
  }

  /** A fifth, or one of the fewer groups that there are, of the training images of a data set. */
  public static Fold inner(Dataset<?> dataset) {
    long groups =
        IntStream.range(0, dataset.size(Split.TRAIN))
            .mapToObj(i -> dataset.group(Split.TRAIN, i))
            .distinct()
            .count();
    return new Fold(0, (int) Math.min(INNER, groups));
  }

  /** Whether the data stay as they are divided. */
  public boolean isWhole() {
    return count == 1;
  }

  /**
   * An image that is held out by one of the folds.
   *
   * @param name by which images are in order
   * @param group images of the same one are held out together
   */
  record Image(String name, String group) {}

  /**
   * The images that this fold holds out: one run of neighbors in order of their names, since these
   * often are frames of one clip or slices of one volume, that begins and ends with a group.
   *
   * @param <I> what stands for an image
   * @throws IllegalArgumentException if there are fewer images or groups than folds
   */
  <I> List<I> heldOut(Map<I, Image> images) {
    Map<String, List<I>> groups = new LinkedHashMap<>();
    images.entrySet().stream()
        .sorted(Comparator.comparing(one -> one.getValue().name()))
        .forEach(
            one ->
                groups
                    .computeIfAbsent(one.getValue().group(), group -> new ArrayList<>())
                    .add(one.getKey()));
    String each = groups.size() == images.size() ? "images" : "groups of images";
    Check.that(
        count >= 2 && count <= groups.size(),
        "folds",
        count,
        "2 to " + groups.size() + ", the number of " + each);
    List<List<I>> inOrder = List.copyOf(groups.values());
    int[] before = new int[inOrder.size() + 1]; // images before each group
    for (int g = 0; g < inOrder.size(); g++) {
      before[g + 1] = before[g] + inOrder.get(g).size();
    }
    int from = 0;
    for (int fold = 0; ; fold++) {
      int to = end(before, from, fold);
      if (fold == index) {
        return inOrder.subList(from, to).stream().flatMap(List::stream).toList();
      }
      from = to;
    }
  }

  /**
   * The group after a fold: where the images are divided most evenly, but one for each at least.
   */
  private int end(int[] before, int from, int fold) {
    int groups = before.length - 1;
    long wanted = (fold + 1L) * before[groups] / count;
    int best = from + 1;
    for (int to = best; to <= groups - (count - fold - 1); to++) {
      if (Math.abs(before[to] - wanted) < Math.abs(before[best] - wanted)) {
        best = to;
      }
    }
    return best;
  }
}
