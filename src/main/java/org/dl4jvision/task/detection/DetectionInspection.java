package org.dl4jvision.task.detection;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.report.DatasetReport.Part;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.DetectionOverlays.Example;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.task.DataInspection;
import picocli.CommandLine.Mixin;

/** Looks at images with objects: how many of each class there are, and how large they are. */
public final class DetectionInspection extends DataInspection<FolderDetectionDataset> {

  /** Which images are looked at. */
  @Mixin public final DetectionData source = new DetectionData();

  public DetectionInspection() {
    super("detection");
  }

  @Override
  public DetectionData source() {
    return source;
  }

  @Override
  public List<Content> contents() {
    return FolderDetectionDataset.CONTENTS;
  }

  @Override
  protected FolderDetectionDataset open() {
    return source.folderDataset().keepNothing().require().build();
  }

  @Override
  protected BufferedImage sheet(
      FolderDetectionDataset dataset, Split split, List<Integer> indices) {
    return new DetectionOverlays(dataset.classNames())
        .contactSheet(
            indices.stream()
                .map(i -> example(dataset.picture(split, i, DetectionPredictor.PICTURE)))
                .toList());
  }

  private static Example example(DetectionSample sample) {
    return new Example(
        sample.name(),
        Overlays.image(sample.image(), sample.channels(), sample.height(), sample.width()),
        sample.objects(),
        List.of());
  }

  @Override
  protected Part part(FolderDetectionDataset dataset, Split split) {
    int classes = dataset.classNames().size();
    List<List<Double>> sides = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      sides.add(new ArrayList<>());
    }
    int[] images = new int[classes];
    int[] ignored = new int[classes];
    int empty = 0;
    for (int i = 0; i < dataset.size(split); i++) {
      List<ObjectBox> objects = dataset.objects(split, i);
      empty += objects.isEmpty() ? 1 : 0;
      objects.stream()
          .map(ObjectBox::classIndex)
          .collect(Collectors.toSet())
          .forEach(c -> images[c]++);
      for (ObjectBox object : objects) {
        if (object.ignored()) {
          ignored[object.classIndex()]++;
        } else {
          sides.get(object.classIndex()).add(Math.sqrt(object.box().area()));
        }
      }
    }
    Map<String, Map<String, Number>> table = new LinkedHashMap<>();
    for (int c = 0; c < classes; c++) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("objects", sides.get(c).size());
      numbers.put("ignored", ignored[c]);
      numbers.put("images", images[c]);
      numbers.put("median-side", median(sides.get(c)));
      table.put(dataset.classNames().get(c), numbers);
    }
    Map<String, Number> facts = new LinkedHashMap<>();
    facts.put("objects", sides.stream().mapToInt(List::size).sum());
    facts.put("images-without-objects", empty);
    return new Part(facts, table);
  }

  /** The root of the area of the object in the middle, in pixels; NaN where there is none. */
  private static double median(List<Double> sides) {
    return sides.isEmpty()
        ? Double.NaN
        : sides.stream().sorted().skip(sides.size() / 2).findFirst().orElseThrow();
  }
}
