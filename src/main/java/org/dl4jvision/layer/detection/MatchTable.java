package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;

/**
 * Matches in the making: the best proposal that each prediction has had so far. Of equally cheap
 * ones the earlier object's stays.
 */
public final class MatchTable {

  /** What a prediction costs an object that has none; infinite where it cannot have it. */
  @FunctionalInterface
  interface Cost {
    double of(int prediction, Box box);
  }

  private final List<ObjectBox> objects;
  private final int[] matches;
  private final double[] costs;
  private final boolean[] ignored;

  MatchTable(List<ObjectBox> objects, int predictions) {
    this.objects = objects;
    matches = new int[predictions];
    Arrays.fill(matches, Matches.BACKGROUND);
    costs = new double[predictions];
    ignored = new boolean[predictions];
  }

  /** Matches a prediction with an object, unless it has one at the same cost or a lower one. */
  public void propose(int prediction, int object, double cost) {
    if (matches[prediction] < 0 || cost < costs[prediction]) {
      matches[prediction] = object;
      costs[prediction] = cost;
    }
  }

  /** Lets a prediction be ignored, unless it is matched with an object. */
  public void ignore(int prediction) {
    ignored[prediction] = true;
  }

  /** The matches, in which every object that can have a prediction has one; smaller ones first. */
  Matches matches(Cost cost) {
    int[] counts = new int[objects.size()];
    for (int object : matches) {
      if (object >= 0) {
        counts[object]++;
      }
    }
    IntStream.range(0, counts.length)
        .filter(i -> counts[i] == 0 && !objects.get(i).ignored())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> objects.get(i).box().area()))
        .forEach(i -> giveOne(i, counts, cost));
    for (int i = 0; i < matches.length; i++) {
      if (matches[i] < 0 && ignored[i]) {
        matches[i] = Matches.IGNORED;
      }
    }
    return new Matches(objects, matches);
  }

  /** Gives an object the cheapest prediction that is free or whose object has others. */
  private void giveOne(int object, int[] counts, Cost cost) {
    Box box = objects.get(object).box();
    int best = -1;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < matches.length; i++) {
      if (matches[i] < 0 || counts[matches[i]] > 1) {
        double c = cost.of(i, box);
        if (c < lowest) {
          lowest = c;
          best = i;
        }
      }
    }
    if (best >= 0) {
      if (matches[best] >= 0) {
        counts[matches[best]]--;
      }
      matches[best] = object;
      counts[object]++;
    }
  }
}
