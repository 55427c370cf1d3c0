package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.Components.Component;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.task.gradient.OneImage;
import org.dl4jvision.task.gradient.TruthMap;

/**
 * What a network would have to change: the objects, and the false alarms, without whose mistakes
 * the loss would fall most. A false alarm is connected pixels of the background that are taken for
 * an object.
 */
final class ObjectLosses {

  /** Each costs an evaluation of the loss: those with the most wrong pixels are looked at. */
  private static final int MOST = 200;

  private final List<ExplainedBatch> batches;
  private final List<String> classNames;
  private final boolean background;
  private final int images;

  /**
   * A mistake.
   *
   * @param image its name
   * @param what the true class of an object, or what a false alarm is taken for
   * @param alarm whether it is a false alarm
   * @param box around it, in pixels of what the network sees
   * @param pixels that it has
   * @param wrong of these that are another class
   * @param falls by how much the mean loss over all images falls if its pixels are right
   */
  record Mistake(
      String image, String what, boolean alarm, Box box, int pixels, int wrong, double falls) {

    /** One line. */
    String line(double loss) {
      return String.format(
          Locale.ROOT,
          "%.6f  %4.1f %%  %s %s at x %.0f to %.0f, y %.0f to %.0f of %s: %d px, %d wrong",
          falls,
          100 * falls / loss,
          alarm ? "false alarm" : "object",
          what,
          box.left(),
          box.right(),
          box.top(),
          box.bottom(),
          image,
          pixels,
          wrong);
    }

    Map<String, Object> toMap(double loss) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("image", image);
      map.put("class", what);
      map.put("false-alarm", alarm);
      map.put("box", List.of(box.left(), box.top(), box.right(), box.bottom()));
      map.put("pixels", pixels);
      map.put("wrong", wrong);
      map.put("falls", falls);
      map.put("share", falls / loss);
      return map;
    }
  }

  private record Candidate(
      ExplainedBatch batch, int image, Component component, boolean alarm, int wrong) {}

  /**
   * @param background whether class 0 has no objects
   */
  ObjectLosses(List<ExplainedBatch> batches, List<String> classNames, boolean background) {
    this.batches = batches;
    this.classNames = classNames;
    this.background = background;
    images = batches.stream().mapToInt(ExplainedBatch::size).sum();
  }

  /** All mistakes, that with the most to gain first. */
  @SuppressWarnings("ReferenceEquality") // batches are told apart by which they are
  List<Mistake> of(VisionLoss loss) {
    List<Candidate> candidates = new ArrayList<>();
    for (ExplainedBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        addCandidates(batch, i, candidates);
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::wrong).reversed());
    List<Mistake> mistakes = new ArrayList<>();
    for (ExplainedBatch batch : batches) {
      Correction correction = new Correction(batch);
      double now = batch.loss(loss, batch.logits());
      candidates.stream()
          .limit(MOST)
          .filter(candidate -> candidate.batch == batch)
          .forEach(one -> mistakes.add(mistake(one, loss, now, correction)));
    }
    mistakes.sort(Comparator.comparingDouble(Mistake::falls).reversed());
    return mistakes;
  }

  private Mistake mistake(Candidate one, VisionLoss loss, double now, Correction correction) {
    int width = one.batch.truths().get(one.image).size().width();
    boolean[] inside = new boolean[one.batch.truths().get(one.image).classes().length];
    one.component
        .pixels()
        .forEachRun((y, from, to) -> Arrays.fill(inside, y * width + from, y * width + to, true));
    double then = one.batch.loss(loss, correction.of(one.image, pixel -> inside[pixel]));
    return new Mistake(
        one.batch.examples().get(one.image).name(),
        classNames.get(one.component.value()),
        one.alarm,
        one.component.pixels().bounds(),
        one.component.pixels().area(),
        one.wrong,
        (now - then) / images);
  }

  private void addCandidates(ExplainedBatch batch, int image, List<Candidate> all) {
    TruthMap truth = batch.truths().get(image);
    byte[] found = predicted(batch, image);
    for (Component object : PixelGroups.objects(truth, background)) {
      int[] wrong = {0};
      int width = truth.size().width();
      object
          .pixels()
          .forEachRun(
              (y, from, to) -> {
                for (int x = from; x < to; x++) {
                  wrong[0] += found[y * width + x] == truth.classes()[y * width + x] ? 0 : 1;
                }
              });
      all.add(new Candidate(batch, image, object, false, wrong[0]));
    }
    if (background) {
      byte[] alarms = found.clone();
      for (int i = 0; i < alarms.length; i++) {
        alarms[i] = truth.at(i) == 0 ? alarms[i] : 0;
      }
      for (Component alarm : Components.of(alarms, truth.size(), label -> label > 0)) {
        all.add(new Candidate(batch, image, alarm, true, alarm.pixels().area()));
      }
    }
  }

  /** The class of each pixel that the network finds. */
  static byte[] predicted(ExplainedBatch batch, int image) {
    double[] logits = OneImage.values(batch.logits(), image);
    byte[] found = new byte[logits.length / batch.channels()];
    for (int i = 0; i < found.length; i++) {
      int best = batch.channels() == 1 && logits[i] > 0 ? 1 : 0;
      for (int c = 1; c < batch.channels(); c++) {
        best = logits[c * found.length + i] > logits[best * found.length + i] ? c : best;
      }
      found[i] = (byte) best;
    }
    return found;
  }
}
