package org.dl4jvision.layer.detection;

import java.util.List;
import java.util.function.IntPredicate;
import org.dl4jvision.box.ObjectBox;

/** Which object of an image each prediction should see. Immutable. */
public final class Matches {

  /** A prediction that should see nothing has this match. */
  public static final int BACKGROUND = -1;

  /** A prediction that may see what it likes has this match: it costs nothing. */
  public static final int IGNORED = -2;

  private final List<ObjectBox> objects;
  private final int[] matches;
  private final int foreground;
  private final int missed;

  /**
   * @param matches an index of the objects, {@link #BACKGROUND} or {@link #IGNORED} each
   */
  Matches(List<ObjectBox> objects, int[] matches) {
    this.objects = List.copyOf(objects);
    this.matches = matches;
    boolean[] seen = new boolean[objects.size()];
    int count = 0;
    for (int object : matches) {
      if (object >= 0) {
        seen[object] = true;
        count++;
      }
    }
    int unseen = 0;
    for (int i = 0; i < seen.length; i++) {
      unseen += seen[i] || objects.get(i).ignored() ? 0 : 1;
    }
    foreground = count;
    missed = unseen;
  }

  /** Returns all objects of the image, the ignored ones too; matches are indices of it. */
  public List<ObjectBox> objects() {
    return objects;
  }

  /** Returns how many predictions the image has, matched or not. */
  public int predictions() {
    return matches.length;
  }

  /** Returns the index of the object to see, {@link #BACKGROUND} or {@link #IGNORED}. */
  public int match(int prediction) {
    return matches[prediction];
  }

  /** Returns the object that a prediction should see; it must be foreground. */
  public ObjectBox object(int prediction) {
    return objects.get(matches[prediction]);
  }

  /** Whether a prediction should see an object. */
  public boolean isForeground(int prediction) {
    return matches[prediction] >= 0;
  }

  /** Whether a prediction should see nothing. */
  public boolean isBackground(int prediction) {
    return matches[prediction] == BACKGROUND;
  }

  /** Whether a prediction may see what it likes. */
  public boolean isIgnored(int prediction) {
    return matches[prediction] == IGNORED;
  }

  /** Returns how many predictions should see an object. */
  public int foreground() {
    return foreground;
  }

  /**
   * Returns how many objects no prediction can see: others took all that could, or no location is
   * where one would have to be. Ignored objects do not count.
   */
  public int missed() {
    return missed;
  }

  /** Returns a copy in which some predictions are ignored as well. */
  Matches ignoring(IntPredicate ignore) {
    int[] changed = matches.clone();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] != IGNORED && ignore.test(i)) {
        changed[i] = IGNORED;
      }
    }
    return new Matches(objects, changed);
  }
}
