package org.dl4jvision.layer.detection;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;

/**
 * A rule by which the predictions of an image are matched with its objects.
 *
 * <p>Objects propose to the predictions that suit them, each at a cost; a prediction takes the
 * cheapest proposal. An object that is left with none gets the prediction of least {@link #cost}
 * that is free or whose object has others. Predictions inside of an ignored object, and those that
 * the rule says so of, are ignored unless they are matched; all others are background.
 * Implementations are immutable.
 */
public abstract class Matcher {

  private final AnchorGenerator anchors;

  protected Matcher(AnchorGenerator anchors) {
    this.anchors = anchors;
  }

  /** Returns the anchors of the predictions, by their numbers. */
  protected final AnchorGenerator anchors() {
    return anchors;
  }

  /** Lets an object propose to the predictions that suit it. */
  protected abstract void propose(int object, Box box, MatchTable table);

  /** What a prediction costs an object that has none; infinite where it cannot have it. */
  protected abstract double cost(int prediction, Box box);

  /** The object that every prediction should see, if any. */
  public final Matches match(List<ObjectBox> objects) {
    MatchTable table = new MatchTable(objects, anchors.count());
    for (int i = 0; i < objects.size(); i++) {
      Box box = objects.get(i).box();
      if (objects.get(i).ignored()) {
        anchors.forEachIn(box, table::ignore);
      } else {
        propose(i, box, table);
      }
    }
    return table.matches(this::cost);
  }
}
