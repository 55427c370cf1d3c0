package org.dl4jvision.study.explain;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.report.HeatMaps;
import org.dl4jvision.task.gradient.NetworkTwin;
import org.dl4jvision.task.gradient.TruthMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a network looks at where it finds a class: Seg-Grad-CAM of two layers, and occlusion. */
public final class SaliencyExplanation implements Explanation<SegmentationSubject> {

  /** Images that are looked at: each takes hundreds of predictions. */
  private static final int IMAGES = 4;

  private static final int CLASSES = 3;

  static final String DEEPEST = "Grad-CAM, deepest layer";
  static final String LAST = "Grad-CAM, last layer";
  static final String OCCLUSION = "occlusion";

  @Override
  public String name() {
    return "saliency";
  }

  @Override
  public String help() {
    return "what it looks at: Seg-Grad-CAM and occlusion of the first 4 images, over them";
  }

  @Override
  public Class<SegmentationSubject> subject() {
    return SegmentationSubject.class;
  }

  @Override
  public Finding explain(SegmentationSubject subject, Consumer<String> progress) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> numbers = new ArrayList<>();
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    lines.add("share of a map in the true class (share of the image that is of it):");
    Maps maps = new Maps(subject);
    int index = 0;
    for (ExplainedBatch batch : subject.batches()) {
      for (int i = 0; i < batch.size() && index < IMAGES; i++, index++) {
        SegmentationSample sample = subject.samples().get(index);
        progress.accept("saliency of " + sample.name());
        List<SaliencyTarget> targets = SaliencyTarget.of(batch, i, subject.hasBackground());
        if (targets.isEmpty()) {
          lines.add("  " + sample.name() + ": nothing is found on it");
        }
        for (SaliencyTarget target : targets.stream().limit(CLASSES).toList()) {
          String of = subject.classNames().get(target.label());
          Map<String, double[]> all = maps.of(target);
          numbers.add(add(sample.name(), of, target, all, lines));
          pictures.put(
              "saliency-" + (sample.name() + "-" + of).replaceAll("[^\\p{L}\\p{N}._-]+", "_"),
              HeatMaps.sheet(sample, subject.classNames(), all));
        }
      }
    }
    return new Finding(lines, Map.of("maps", numbers), pictures);
  }

  private static Map<String, Object> add(
      String image,
      String className,
      SaliencyTarget target,
      Map<String, double[]> maps,
      List<String> lines) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("image", image);
    entry.put("class", className);
    maps.forEach(
        (name, map) -> {
          Overlap overlap = Overlap.of(map, target);
          entry.put(name, Map.of("inside", overlap.inside(), "area", overlap.area()));
          lines.add(
              String.format(
                  Locale.ROOT,
                  "  %s  (%s)  %s, %s, %s",
                  Percent.of(overlap.inside()),
                  Percent.of(overlap.area()),
                  image,
                  className,
                  name));
        });
    return entry;
  }

  /**
   * How much of a map lies where its class truly is.
   *
   * @param inside share of the sum of the map; NaN where it is 0 everywhere
   * @param area share of the pixels that count
   */
  record Overlap(double inside, double area) {

    static Overlap of(double[] map, SaliencyTarget target) {
      TruthMap truth = target.batch().truths().get(target.image());
      int width = target.padded().width();
      double inside = 0;
      double all = 0;
      int own = 0;
      int counted = 0;
      for (int i = 0; i < map.length; i++) {
        int at = i / target.size().width() * width + i % target.size().width();
        int label = truth.at(at);
        if (label == TruthMap.NONE) {
          continue;
        }
        double value = Math.max(0, map[i]);
        counted++;
        all += value;
        if (label == target.label()) {
          own++;
          inside += value;
        }
      }
      return new Overlap(inside / all, (double) own / counted);
    }
  }

  /** Makes the maps of targets. */
  static final class Maps {
    private final SegmentationSubject subject;
    private final ComputationGraph twin;
    private final Occlusion occlusion;

    Maps(SegmentationSubject subject) {
      this.subject = subject;
      twin = NetworkTwin.of(subject.network());
      occlusion = new Occlusion(subject.network());
    }

    /** The maps of a target in the size of its image, by their captions. */
    Map<String, double[]> of(SaliencyTarget target) {
      GradCam cam =
          new GradCam(
              twin,
              SegmentationSubject.image(target.batch(), target.image()),
              subject.head().logits(),
              logits -> scoreOf(target, logits));
      Map<String, double[]> maps = new LinkedHashMap<>();
      maps.put(DEEPEST, target.cut(cam.map(cam.deepest())));
      maps.put(LAST, target.cut(cam.map(cam.last(target.batch().channels()))));
      maps.put(OCCLUSION, target.cut(occlusion.map(target)));
      return maps;
    }

    /**
     * The derivative of the score: over the pixels of the class, the sum of its logit minus the
     * mean of those of other classes. A softmax knows only such differences: a network may tell a
     * class by the logit of another one.
     */
    private static INDArray scoreOf(SaliencyTarget target, INDArray logits) {
      INDArray one = logits.like();
      int channels = target.batch().channels();
      int width = target.padded().width();
      for (int i = 0; i < target.pixels().length; i++) {
        if (target.pixels()[i]) {
          for (int c = 0; c < channels; c++) {
            double weight = c == target.channel() ? target.sign() : -1.0 / (channels - 1);
            one.putScalar(new int[] {0, c, i / width, i % width}, weight);
          }
        }
      }
      return one;
    }
  }
}
