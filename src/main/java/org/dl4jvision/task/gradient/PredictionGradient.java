package org.dl4jvision.task.gradient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.PredictionCost;
import org.dl4jvision.task.gradient.Shares.Share;

/**
 * Where the gradient of a detector's loss by the numbers of its predictions is: the sum of its
 * absolute values, at each prediction that counts, by what it should see, by class, by level of the
 * pyramid and by confidence, the score that it gives to what is true.
 */
public final class PredictionGradient {

  private final Head head;
  private final Shares objects = new Shares(List.of("objects", "background"));
  private final Shares classes;
  private final Shares levels;
  private final Shares confidences = Confidence.shares();

  private record Place(int image, int prediction) {}

  /**
   * @param classNames by class index
   */
  public PredictionGradient(Head head, List<String> classNames) {
    this.head = head;
    List<String> names = new ArrayList<>(List.of("background"));
    names.addAll(classNames);
    classes = new Shares(names);
    levels = new Shares(levelNames(head));
  }

  /** The levels of a head by name. */
  public static List<String> levelNames(Head head) {
    List<String> names = new ArrayList<>();
    for (int stride : head.strides()) {
      names.add("level of stride " + stride);
    }
    return names;
  }

  /** Adds the predictions of a batch; what several terms pull at one is one pull. */
  public void add(Collection<PredictionCost> costs) {
    Map<Place, Double> pulls = new LinkedHashMap<>();
    Map<Place, PredictionCost> predictions = new LinkedHashMap<>();
    for (PredictionCost cost : costs) {
      Place place = new Place(cost.image(), cost.prediction());
      pulls.merge(place, cost.pull(), Double::sum);
      predictions.put(place, cost);
    }
    predictions.forEach((place, prediction) -> add(prediction, pulls.get(place)));
  }

  private void add(PredictionCost prediction, double pull) {
    objects.add(prediction.isBackground() ? 1 : 0, pull);
    classes.add(prediction.isBackground() ? 0 : 1 + prediction.object().classIndex(), pull);
    levels.add(head.anchorGenerator().level(prediction.prediction()), pull);
    confidences.add(Confidence.group(prediction.confidence()), pull);
  }

  /** The shares in all groupings, by what the groups are made of. */
  public Map<String, List<Share>> shares() {
    Map<String, List<Share>> shares = new LinkedHashMap<>();
    shares.put("what should be seen", objects.all());
    shares.put("class", classes.all());
    shares.put("level", levels.all());
    shares.put("score of what is true", confidences.all());
    return shares;
  }
}
