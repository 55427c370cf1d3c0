package org.dl4jvision.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.UnlabeledDetectionDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.segmentation.UnlabeledSegmentationDataset;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.report.CocoResults;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TrainingRun;
import org.dl4jvision.task.detection.DetectionCard;
import org.dl4jvision.task.detection.DetectionPredictor;
import org.dl4jvision.task.detection.DetectionRun;
import org.dl4jvision.task.segmentation.ModelCard;
import org.dl4jvision.task.segmentation.SegmentationPredictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uses a trained model. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write what the best model of a run makes of every image. A segmentation: a mask and an"
            + " overlay in the image's size, NAME.png in masks/ and in overlays/; masks are 0 and"
            + " 255 for two classes, else class indices shown in colours. A detector:"
            + " detections.json, as COCO's results with the number that is an image's name, else"
            + " its place by name from 1, as its id; and pictures in overlays/ with the boxes of"
            + " scores from 0.3.",
    footerHeading = "%nExample:%n",
    footer = "  dl4j-vision predict runs/first new-images --out predicted")
final class PredictCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run folder of a training.")
  private Path folder;

  @Parameters(index = "1", paramLabel = "IMAGES", description = "A folder of images, or one image.")
  private Path images;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to write; files of the same names are replaced.")
  private Path out;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "4",
      description = "Images of one size at once (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Override
  public Integer call() {
    if (batchSize < 1) {
      throw new IllegalArgumentException("--batch-size must be at least 1, but is " + batchSize);
    }
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException("--out " + out + " is a file, must be a folder");
    }
    RunFolder run = RunFolder.open(folder);
    if (Task.of(run) == Task.DETECTION) {
      predictObjects(run);
    } else {
      predictMasks(run);
    }
    return 0;
  }

  private void predictObjects(RunFolder run) {
    DetectionCard card = DetectionCard.read(run);
    DetectionPredictor predictor = card.predictor(TrainingRun.restore(run.bestModel(), false));
    UnlabeledDetectionDataset dataset =
        new UnlabeledDetectionDataset(images, card.channels(), card.classNames());
    DetectionOverlays overlays = new DetectionOverlays(card.classNames());
    CocoResults results = new CocoResults(card.categoryIds());
    predictor.predict(
        dataset,
        Split.TEST,
        batchSize,
        found -> {
          DetectionSample sample = dataset.get(Split.TEST, found.index());
          AtomicFile.writePng(
              out.resolve("overlays").resolve(found.name() + ".png"),
              DetectionRun.picture(overlays, sample, found));
          results.add(dataset.imageId(Split.TEST, found.index()), found.detections());
        });
    results.write(out.resolve("detections.json"));
    spec.commandLine()
        .getErr()
        .printf("detections.json and overlays of %d images in %s%n", dataset.size(Split.TEST), out);
  }

  private void predictMasks(RunFolder run) {
    ModelCard card = ModelCard.read(run);
    UnlabeledSegmentationDataset dataset =
        new UnlabeledSegmentationDataset(images, card.channels(), card.classNames());
    Overlays overlays = new Overlays(card.classNames());
    SegmentationPredictor predictor = card.predictor(TrainingRun.restore(run.bestModel(), false));
    List<SegmentationSample> batch = new ArrayList<>();
    for (int i = 0; i < dataset.size(Split.TEST); i++) {
      SegmentationSample next = dataset.get(Split.TEST, i);
      if (batch.size() == batchSize
          || (!batch.isEmpty() && !batch.get(0).size().equals(next.size()))) {
        write(predictor.predict(batch), overlays, card.classNames().size());
        batch.clear();
      }
      batch.add(next);
    }
    write(predictor.predict(batch), overlays, card.classNames().size());
    spec.commandLine()
        .getErr()
        .printf("masks and overlays of %d images in %s%n", dataset.size(Split.TEST), out);
  }

  private void write(List<SegmentationSample> predicted, Overlays overlays, int classes) {
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
