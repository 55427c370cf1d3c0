package org.dl4jvision.task.segmentation;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.report.DatasetReport;
import org.dl4jvision.report.DatasetReport.Part;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.task.DataInspection;
import picocli.CommandLine.Mixin;

/** Looks at images with class maps: on how many images each class is, and its share of pixels. */
public final class SegmentationInspection extends DataInspection {

  /** Which images are looked at. */
  @Mixin public final SegmentationData source = new SegmentationData();

  @Override
  public SegmentationData source() {
    return source;
  }

  @Override
  public List<Content> contents() {
    return FolderSegmentationDataset.CONTENTS;
  }

  @Override
  public Inspected inspect() {
    FolderSegmentationDataset dataset = source.folderDataset().cacheBytes(0).require().build();
    DatasetReport report =
        new DatasetReport(
            "segmentation", dataset.format().name(), dataset, split -> part(dataset, split));
    return new Inspected() {
      @Override
      public DatasetReport report() {
        return report;
      }

      @Override
      public BufferedImage sheet(int pictures) {
        Shown shown = shown(dataset, pictures);
        return new Overlays(dataset.classNames())
            .contactSheet(
                shown.indices().stream().map(i -> dataset.get(shown.split(), i)).toList(),
                Map.of());
      }
    };
  }

  private static Part part(FolderSegmentationDataset dataset, Split split) {
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
