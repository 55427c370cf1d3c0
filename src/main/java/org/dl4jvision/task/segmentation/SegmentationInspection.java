package org.dl4jvision.task.segmentation;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.Reduction;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.report.DatasetReport.Part;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.task.AugmentationPreview;
import org.dl4jvision.task.DataInspection;
import picocli.CommandLine.Mixin;

/** Looks at images with class maps: on how many images each class is, and its share of pixels. */
public final class SegmentationInspection extends DataInspection<FolderSegmentationDataset> {

  /** The longer side of a picture at most. */
  private static final int PICTURE = 2048;

  /** What the sides of crops are a multiple of in trainings without other wishes. */
  private static final int MULTIPLE = 8;

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

  /** The crops of a training without normalization, so that they can be shown. */
  @Override
  protected BufferedImage preview(
      FolderSegmentationDataset dataset, List<Integer> indices, AugmentationPreview wishes) {
    int side = wishes.side() != null ? wishes.side() : TrainingCrops.side(sizes(dataset), MULTIPLE);
    Augmentation augmentation =
        Augmentation.builder().changes(wishes.augmentation(dataset.channels())).crop(side).build();
    SegmentationIterator crops =
        SegmentationIterator.builder(dataset, Split.TRAIN)
            .augmentation(augmentation)
            .normalization(Normalization.NONE)
            .seed(wishes.seed())
            .build();
    List<List<SegmentationSample>> rows = new ArrayList<>();
    for (int index : indices) {
      List<SegmentationSample> row = new ArrayList<>();
      row.add(Reduction.of(dataset, Split.TRAIN, index, PICTURE));
      crops.choose(i -> i == index);
      for (int version = 0; version < wishes.versions(); version++) {
        crops.startEpoch(version);
        row.add(SegmentationIterator.sample(crops.next(), 0, "epoch " + (version + 1)));
      }
      rows.add(row);
    }
    return new Overlays(dataset.classNames()).gallery(rows);
  }

  private static List<ImageSize> sizes(FolderSegmentationDataset dataset) {
    return IntStream.range(0, dataset.size(Split.TRAIN))
        .mapToObj(i -> dataset.imageSize(Split.TRAIN, i))
        .toList();
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
