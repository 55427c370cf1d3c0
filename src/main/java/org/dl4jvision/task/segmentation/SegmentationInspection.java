package org.dl4jvision.task.segmentation;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.Reduction;
import org.dl4jvision.report.DatasetReport.Part;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.task.DataInspection;
import picocli.CommandLine.Mixin;

/** Looks at images with class maps: on how many images each class is, and its share of pixels. */
public final class SegmentationInspection extends DataInspection<FolderSegmentationDataset> {

  /** The longer side of a picture at most. */
  private static final int PICTURE = 2048;

  /** Which images are looked at. */
  @Mixin public final SegmentationData source = new SegmentationData();

  public SegmentationInspection() {
    super("segmentation");
  }

  @Override
  public SegmentationData source() {
    return source;
  }

  @Override
  public List<Content> contents() {
    return FolderSegmentationDataset.CONTENTS;
  }

  @Override
  protected FolderSegmentationDataset open() {
    return source.folderDataset().keepNothing().require().build();
  }

  @Override
  protected BufferedImage sheet(
      FolderSegmentationDataset dataset, Split split, List<Integer> indices) {
    return new Overlays(dataset.classNames())
        .contactSheet(
            indices.stream().map(i -> Reduction.of(dataset, split, i, PICTURE)).toList(), Map.of());
  }

  @Override
  protected Part part(FolderSegmentationDataset dataset, Split split) {
    List<String> names = dataset.classNames();
    long[] pixels = dataset.classPixels(split);
    int[] images = new int[names.size()];
    long all = 0;
    for (int i = 0; i < dataset.size(split); i++) {
      dataset.classes(split, i).forEach(index -> images[index]++);
      all += (long) dataset.imageSize(split, i).height() * dataset.imageSize(split, i).width();
    }
    long counted = LongStream.of(pixels).sum();
    Map<String, Map<String, Number>> classes = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("images", images[c]);
      numbers.put("pixel-share", counted == 0 ? Double.NaN : (double) pixels[c] / counted);
      classes.put(names.get(c), numbers);
    }
    return new Part(Map.of("void-share", (double) (all - counted) / all), classes);
  }
}
