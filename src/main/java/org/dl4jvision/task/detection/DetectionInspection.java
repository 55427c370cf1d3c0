package org.dl4jvision.task.detection;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionAugmentation;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.report.DatasetReport.Part;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.DetectionOverlays.Example;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.task.AugmentationPreview;
import org.dl4jvision.task.DataInspection;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
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

  /** The squares of a training without normalization, so that they can be shown. */
  @Override
  protected BufferedImage preview(
      FolderDetectionDataset dataset, List<Integer> indices, AugmentationPreview wishes) {
    int side = wishes.side() != null ? wishes.side() : DetectionTraining.side(dataset);
    DetectionIterator squares =
        DetectionIterator.builder(dataset, Split.TRAIN, side)
            .augmentation(
                DetectionAugmentation.builder()
                    .changes(wishes.augmentation(dataset.channels()))
                    .build())
            .normalization(Normalization.NONE)
            .seed(wishes.seed())
            .build();
    List<Example> examples = new ArrayList<>();
    for (int index : indices) {
      examples.add(example(dataset.picture(Split.TRAIN, index, DetectionPredictor.PICTURE)));
      squares.choose(i -> i == index);
      for (int version = 0; version < wishes.versions(); version++) {
        squares.startEpoch(version);
        examples.add(example(squares.next(), "epoch " + (version + 1)));
      }
    }
    return new DetectionOverlays(dataset.classNames()).gallery(examples, 1 + wishes.versions());
  }

  private static Example example(DataSet square, String name) {
    INDArray pixels = square.getFeatures();
    int side = (int) pixels.size(2);
    return new Example(
        name,
        Overlays.image(pixels.data().asFloat(), (int) pixels.size(1), side, side),
        BoxLabels.objects(square.getLabels()).get(0),
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
