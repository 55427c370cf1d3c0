package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;

/**
 * Objects claiming predictions. The cheaper claim wins; of equal ones the earlier object's. In the
 * end every object that can have a prediction has one.
 */
final class Claims {

  /** What a prediction would cost an object that has none; infinite where it cannot have it. */
  @FunctionalInterface
  interface Cost {
    double of(int prediction, Box box);
  }

  private final List<ObjectBox> objects;
  private final int[] owners;
  private final double[] costs;
  private final boolean[] ignored;

  Claims(List<ObjectBox> objects, int predictions) {
    this.objects = objects;
    owners = new int[predictions];
    Arrays.fill(owners, Targets.NEGATIVE);
    costs = new double[predictions];
    ignored = new boolean[predictions];
  }

  void claim(int prediction, int object, double cost) {
    if (owners[prediction] < 0 || cost < costs[prediction]) {
      owners[prediction] = object;
      costs[prediction] = cost;
    }
  }

  /** Lets a prediction be neither right nor wrong, unless an object claims it. */
  void ignore(int prediction) {
    ignored[prediction] = true;
  }

  /**
   * Gives each object that lost or never made a claim the cheapest prediction that is free or whose
   * owner has others; smaller objects choose first.
   */
  Targets settle(Cost cost) {
    int[] counts = new int[objects.size()];
    for (int owner : owners) {
      if (owner >= 0) {
        counts[owner]++;
      }
    }
    IntStream.range(0, counts.length)
        .filter(i -> counts[i] == 0 && !objects.get(i).ignored())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> objects.get(i).box().area()))
        .forEach(i -> giveOne(i, counts, cost));
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] < 0 && ignored[i]) {
        owners[i] = Targets.IGNORED;
      }
    }
    return new Targets(objects, owners);
  }

  private void giveOne(int object, int[] counts, Cost cost) {
    Box box = objects.get(object).box();
    int best = -1;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] < 0 || counts[owners[i]] > 1) {
        double c = cost.of(i, box);
        if (c < lowest) {
          lowest = c;
          best = i;
        }
      }
    }
    if (best >= 0) {
      if (owners[best] >= 0) {
        counts[owners[best]]--;
      }
      owners[best] = object;
      counts[object]++;
    }
  }
}
