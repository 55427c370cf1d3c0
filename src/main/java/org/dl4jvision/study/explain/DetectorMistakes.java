package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.layer.detection.BatchCosts;
import org.dl4jvision.layer.detection.HeadPart;
import org.dl4jvision.layer.detection.PredictionCost;
import org.dl4jvision.study.explain.DetectionSubject.Seen;

/**
 * What a detector would have to change: what the predictions of each object, and of each false
 * alarm, add to the mean loss. A false alarm is a prediction that should see nothing, with those
 * that say the same: of its class, with a box of IoU 0.5 or more.
 */
final class DetectorMistakes {

  private static final double SAME = 0.5;

  /** So many predictions of background are put together, those that cost most. */
  private static final int ALARMS = 1000;

  private final DetectionSubject subject;

  DetectorMistakes(DetectionSubject subject) {
    this.subject = subject;
  }

  /** Predictions that are about the same, and what their parts add to the mean loss. */
  static final class Mistake {
    private final String image;
    private final String what;
    private final Box box;
    private final Detection alarm;
    private final Map<HeadPart, Double> parts = new EnumMap<>(HeadPart.class);
    private double adds;

    /**
     * @param alarm what is wrongly found; null: it is an object
     */
    private Mistake(String image, String what, Box box, Detection alarm) {
      this.image = image;
      this.what = what;
      this.box = box;
      this.alarm = alarm;
    }

    private void add(PredictionCost cost, int images) {
      parts.merge(cost.part(), cost.cost() / images, Double::sum);
      adds += cost.cost() / images;
    }

    double adds() {
      return adds;
    }

    boolean isAlarm() {
      return alarm != null;
    }

    /** One line. */
    String line(double loss) {
      return String.format(
          Locale.ROOT,
          "%.6f  %4.1f %%  %s %s%s at x %.0f to %.0f, y %.0f to %.0f of %s: %s",
          adds,
          100 * adds / loss,
          alarm == null ? "object" : "false alarm",
          what,
          alarm == null ? "" : String.format(Locale.ROOT, " of score %.2f", alarm.score()),
          box.left(),
          box.right(),
          box.top(),
          box.bottom(),
          image,
          parts.entrySet().stream()
              .map(part -> String.format(Locale.ROOT, "%s %.6f", part.getKey(), part.getValue()))
              .collect(Collectors.joining(", ")));
    }

    Map<String, Object> toMap(double loss) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("image", image);
      map.put("class", what);
      map.put("false-alarm", isAlarm());
      map.put("score", alarm == null ? null : alarm.score());
      map.put("box", List.of(box.left(), box.top(), box.right(), box.bottom()));
      map.put("adds", adds);
      map.put("share", adds / loss);
      parts.forEach((part, value) -> map.put(part.toString(), value));
      return map;
    }
  }

  /** All objects and the false alarms that cost most, that with the most to gain first. */
  List<Mistake> all() {
    Map<ObjectBox, Mistake> objects = new IdentityHashMap<>();
    Map<Place, List<Seen>> background = new LinkedHashMap<>();
    for (Seen seen : subject.costs(BatchCosts.terms(subject.head()))) {
      PredictionCost cost = seen.cost();
      if (cost.isBackground()) {
        Place place = new Place(seen.index(), cost.prediction());
        background.computeIfAbsent(place, key -> new ArrayList<>()).add(seen);
      } else {
        ObjectBox object = cost.object();
        objects
            .computeIfAbsent(
                object,
                key -> new Mistake(seen.image(), name(object.classIndex()), object.box(), null))
            .add(cost, subject.images().size());
      }
    }
    List<Mistake> all = new ArrayList<>(objects.values());
    all.addAll(alarms(background));
    all.sort(Comparator.comparingDouble(Mistake::adds).reversed());
    return all;
  }

  private record Place(int index, int prediction) {}

  private List<Mistake> alarms(Map<Place, List<Seen>> background) {
    List<List<Seen>> worst =
        background.values().stream()
            .sorted(Comparator.comparingDouble(DetectorMistakes::sum).reversed())
            .limit(ALARMS)
            .toList();
    Map<Integer, List<Mistake>> alarms = new LinkedHashMap<>(); // by what is seen
    for (List<Seen> one : worst) {
      String image = one.get(0).image();
      List<Mistake> there = alarms.computeIfAbsent(one.get(0).index(), key -> new ArrayList<>());
      Detection says = one.get(0).cost().says();
      Mistake known =
          there.stream().filter(alarm -> isSame(alarm.alarm, says)).findFirst().orElse(null);
      if (known == null) {
        known = new Mistake(image, name(says.classIndex()), says.box(), says);
        there.add(known);
      }
      for (Seen seen : one) {
        known.add(seen.cost(), subject.images().size());
      }
    }
    return alarms.values().stream().flatMap(List::stream).toList();
  }

  private static double sum(List<Seen> costs) {
    return costs.stream().mapToDouble(seen -> seen.cost().cost()).sum();
  }

  private static boolean isSame(Detection one, Detection other) {
    return one.classIndex() == other.classIndex() && one.box().iou(other.box()) >= SAME;
  }

  private String name(int classIndex) {
    return subject.classNames().get(classIndex);
  }
}
