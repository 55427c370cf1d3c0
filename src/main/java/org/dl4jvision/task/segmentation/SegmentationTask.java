package org.dl4jvision.task.segmentation;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.segmentation.UnlabeledSegmentationDataset;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.Manual;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.Task;

/** Every pixel of an image gets its class. */
public final class SegmentationTask implements Task<SegmentationValidation> {

  static final String NAME = "segmentation";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String help() {
    return "gives every pixel of an image its class";
  }

  @Override
  public Manual manual() {
    return new Manual(
        "Train a U-Net to give every pixel of an image its class.",
        "Without --data it learns to find cells in built-in drawn images.",
        List.of(
            "  dl4j-vision train segmentation",
            "      built-in images, a few minutes",
            "  dl4j-vision train segmentation --data photos --classes 12 --ignore-index 11",
            "      photos/train/images and labels, photos/val/images and labels; masks of class"
                + " indices",
            "  dl4j-vision train segmentation --loss \"2*dice(squared=false) + cross-entropy\""
                + " --epochs 50",
            "      another loss, weighted and with an option",
            "  dl4j-vision train segmentation --config runs/first/configuration.json"
                + " --learning-rate 3e-4",
            "      as before, but for one option; a config file holds 'option: value' in JSON or"
                + " YAML",
            "  dl4j-vision train segmentation --resume runs/first --epochs 80",
            "      go on with a training that was interrupted, or make it longer"),
        "IoU, Dice, precision and recall of each class for a segmentation",
        "A segmentation: a mask and an overlay in the image's size, NAME.png in masks/ and in"
            + " overlays/; masks are 0 and 255 for two classes, else class indices shown in"
            + " colors.");
  }

  @Override
  public SegmentationOptions options() {
    return new SegmentationOptions();
  }

  @Override
  public ModelEvaluation evaluation() {
    return new SegmentationMeasurement();
  }

  @Override
  public Columns<SegmentationValidation> columns() {
    return SegmentationColumns.ALL;
  }

  @Override
  public Class<SegmentationScores> scores() {
    return SegmentationScores.class;
  }

  @Override
  public String predict(RunFolder run, Path images, Path out, int batchSize) {
    SegmentationCard card = ModelCard.read(run, SegmentationCard.class);
    UnlabeledSegmentationDataset dataset =
        new UnlabeledSegmentationDataset(images, card.channels(), card.classNames());
    Overlays overlays = new Overlays(card.classNames());
    SegmentationPredictor predictor = card.predictor(ModelFile.best(run));
    for (int[] batch : ofOneSize(dataset, batchSize)) {
      LackOfMemory.tellImages(
          () -> IntStream.of(batch).mapToObj(i -> dataset.file(i).getFileName() + "").toList(),
          () -> {
            List<SegmentationSample> samples =
                IntStream.of(batch).mapToObj(i -> dataset.get(Split.TEST, i)).toList();
            write(predictor.predict(samples), overlays, card.classNames().size(), out);
            return samples;
          });
    }
    return String.format("masks and overlays of %d images in %s", dataset.size(Split.TEST), out);
  }

  /** Neighbors of one size, at most so many at once. */
  private static List<int[]> ofOneSize(UnlabeledSegmentationDataset dataset, int batchSize) {
    List<int[]> batches = new ArrayList<>();
    int count = dataset.size(Split.TEST);
    for (int from = 0, to = 1; from < count; from = to++) {
      ImageSize size = dataset.imageSize(Split.TEST, from);
      while (to < count
          && to - from < batchSize
          && size.equals(dataset.imageSize(Split.TEST, to))) {
        to++;
      }
      batches.add(IntStream.range(from, to).toArray());
    }
    return batches;
  }

  private static void write(
      List<SegmentationSample> predicted, Overlays overlays, int classes, Path out) {
    for (SegmentationSample sample : predicted) {
      String file = sample.name() + ".png";
      AtomicFile.writePng(out.resolve("masks").resolve(file), mask(sample, overlays, classes));
      AtomicFile.writePng(
          out.resolve("overlays").resolve(file), overlays.overlay(sample, sample.labels()));
    }
  }

  private static BufferedImage mask(SegmentationSample sample, Overlays overlays, int classes) {
    if (classes > 2) {
      return overlays.mask(sample.labels(), sample.width(), sample.height());
    }
    BufferedImage mask =
        new BufferedImage(sample.width(), sample.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] values = sample.labels().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (values[i] * 255);
    }
    mask.getRaster().setDataElements(0, 0, sample.width(), sample.height(), values);
    return mask;
  }
}
