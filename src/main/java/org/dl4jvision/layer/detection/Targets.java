package org.dl4jvision.layer.detection;

import java.util.List;
import java.util.function.IntPredicate;
import org.dl4jvision.box.ObjectBox;

/** Which prediction of an image should see which object. */
public final class Targets {

  /** A prediction that should see nothing. */
  public static final int NEGATIVE = -1;

  /** A prediction that may see what it likes. */
  public static final int IGNORED = -2;

  private final List<ObjectBox> objects;
  private final int[] owners;
  private final int positives;
  private final int missed;

  Targets(List<ObjectBox> objects, int[] owners) {
    this.objects = List.copyOf(objects);
    this.owners = owners;
    boolean[] seen = new boolean[objects.size()];
    int count = 0;
    for (int owner : owners) {
      if (owner >= 0) {
        seen[owner] = true;
        count++;
      }
    }
    int unseen = 0;
    for (int i = 0; i < seen.length; i++) {
      unseen += seen[i] || objects.get(i).ignored() ? 0 : 1;
    }
    positives = count;
    missed = unseen;
  }

  /** All objects of the image. */
  public List<ObjectBox> objects() {
    return objects;
  }

  /** How many predictions there are. */
  public int predictions() {
    return owners.length;
  }

  /**
   * The index of the object that a prediction should see, or {@link #NEGATIVE}, {@link #IGNORED}.
   */
  public int owner(int prediction) {
    return owners[prediction];
  }

  /** The object that a prediction should see; only where {@link #owner} is one. */
  public ObjectBox object(int prediction) {
    return objects.get(owners[prediction]);
  }

  public boolean isPositive(int prediction) {
    return owners[prediction] >= 0;
  }

  /** Whether it is positive or negative. */
  public boolean counts(int prediction) {
    return owners[prediction] != IGNORED;
  }

  /** How many predictions should see an object. */
  public int positives() {
    return positives;
  }

  /**
   * How many objects no prediction can see: others took all that could, or no location is where one
   * would have to be.
   */
  public int missed() {
    return missed;
  }

  /** A copy with some of the negative predictions ignored. */
  Targets ignoring(IntPredicate ignore) {
    int[] changed = owners.clone();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == NEGATIVE && ignore.test(i)) {
        changed[i] = IGNORED;
      }
    }
    return new Targets(objects, changed);
  }
}
