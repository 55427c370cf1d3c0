package org.dl4jvision.study.explain;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.layer.detection.DetectionDecoder;
import org.dl4jvision.layer.detection.Levels;
import org.dl4jvision.report.HeatMaps;
import org.dl4jvision.study.explain.DetectionSource.Place;
import org.dl4jvision.task.gradient.NetworkTwin;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a detector looks at where it finds an object: Grad-CAM of the logit of a box. */
public final class BoxSaliencyExplanation implements Explanation<DetectionSubject> {

  private static final int BOXES = 3;
  private static final double SCORE = 0.3;

  @Override
  public String name() {
    return "box-saliency";
  }

  @Override
  public String help() {
    return "what a detector looks at: Grad-CAM of the 3 best boxes of each image";
  }

  @Override
  public Class<DetectionSubject> subject() {
    return DetectionSubject.class;
  }

  @Override
  public Finding explain(DetectionSubject subject, Consumer<String> progress) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> numbers = new ArrayList<>();
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    ComputationGraph twin = NetworkTwin.of(subject.network());
    DetectionDecoder decoder =
        DetectionDecoder.builder(subject.head()).scoreThreshold(SCORE).build();
    lines.add("share of the map in the box (share of the image that is in it):");
    for (DetectionSubject.Image image : subject.images()) {
      progress.accept("boxes of " + image.name());
      INDArray output = subject.network().outputSingle(image.values());
      DetectionSource source = new DetectionSource(subject.head(), decoder, output);
      List<Detection> found = decoder.decode(output).get(0);
      if (found.isEmpty()) {
        lines.add("  " + image.name() + ": nothing is found with a score of " + SCORE);
      }
      for (int i = 0; i < Math.min(BOXES, found.size()); i++) {
        Detection detection = found.get(i);
        Optional<Place> place = source.of(detection);
        if (place.isPresent()) {
          double[] map = map(subject, twin, image.values(), place.get());
          String name = subject.classNames().get(detection.classIndex());
          numbers.add(add(image.name(), name, detection, map, subject, lines));
          String file = "box-" + image.name() + "-" + (i + 1) + "-" + name;
          pictures.put(
              file.replaceAll("[^\\p{L}\\p{N}._-]+", "_"),
              HeatMaps.box(
                  image.values().data().asFloat(),
                  (int) image.values().size(1),
                  subject.head().imageHeight(),
                  subject.head().imageWidth(),
                  detection.box(),
                  String.format(Locale.ROOT, "%s %.2f", name, detection.score()),
                  map));
        }
      }
    }
    return new Finding(lines, Map.of("boxes", numbers), pictures);
  }

  /**
   * Of the last layer on the level of the pyramid that saw the object. Its maps are weighed as that
   * one box weighs them: objects that look the same light up, too.
   */
  static double[] map(
      DetectionSubject subject, ComputationGraph twin, INDArray image, Place place) {
    GradCam cam =
        new GradCam(
            twin,
            image,
            subject.logits(),
            output -> {
              INDArray one = output.like();
              one.putScalar(new int[] {0, place.channel(), place.location()}, 1);
              return one;
            });
    Levels levels = subject.head().levels();
    int level = levels.level(place.location());
    return cam.map(cam.last(levels.rows(level), levels.columns(level)));
  }

  private static Map<String, Object> add(
      String image,
      String className,
      Detection detection,
      double[] map,
      DetectionSubject subject,
      List<String> lines) {
    int width = subject.head().imageWidth();
    Box box = detection.box();
    double inside = 0;
    double all = 0;
    for (int i = 0; i < map.length; i++) {
      double x = i % width + 0.5;
      int row = i / width;
      double y = row + 0.5;
      boolean in = x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom();
      inside += in ? map[i] : 0;
      all += map[i];
    }
    double area = box.area() / map.length;
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s  (%s)  %s, %s with score %.2f",
            Percent.of(inside / all),
            Percent.of(area),
            image,
            className,
            detection.score()));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("image", image);
    entry.put("class", className);
    entry.put("score", detection.score());
    entry.put("box", List.of(box.left(), box.top(), box.right(), box.bottom()));
    entry.put("inside", inside / all);
    entry.put("area", area);
    return entry;
  }
}
