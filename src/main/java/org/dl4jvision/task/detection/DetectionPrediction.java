package org.dl4jvision.task.detection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.UnlabeledDetectionDataset;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.data.export.LabeledObject;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.report.CocoResults;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.ModelPrediction;
import org.dl4jvision.task.detection.DetectionPredictor.Found;
import picocli.CommandLine.Mixin;

/** Writes the objects of images as COCO's results, and pictures of them. */
public final class DetectionPrediction extends ModelPrediction {

  /** In which parts images are seen. */
  @Mixin public final SliceOptions slices = new SliceOptions();

  @Override
  public Prepared open(RunFolder run, Path images) {
    return new Boxes(run, images);
  }

  private final class Boxes implements Prepared {

    private final DetectionCard card;
    private final DetectionPredictor predictor;
    private final UnlabeledDetectionDataset dataset;

    Boxes(RunFolder run, Path images) {
      card = slices.in(ModelCard.read(run, DetectionCard.class));
      predictor = card.predictor(ModelFile.best(run, card));
      dataset = new UnlabeledDetectionDataset(images, card.channels(), card.classNames());
    }

    @Override
    public List<String> warnings() {
      return dataset.warnings();
    }

    @Override
    public Optional<Classes> labelClasses() {
      return Optional.of(
          Classes.of(dataset.classNames(), Optional.of(card.categoryIds()), List.of()));
    }

    @Override
    public String write(Path out, Consumer<LabeledImage> labels) {
      DetectionOverlays overlays = new DetectionOverlays(card.classNames());
      CocoResults results = new CocoResults(card.categoryIds());
      predictor.predict(
          dataset,
          Split.TEST,
          batchSize,
          found -> {
            AtomicFile.writePng(
                out.resolve("overlays").resolve(found.name() + ".png"),
                found.on(dataset, Split.TEST, overlays));
            results.add(dataset.imageId(Split.TEST, found.index()), found.detections());
            labels.accept(labeled(found));
          });
      results.write(out.resolve("detections.json"));
      for (int i = 0; i < dataset.size(Split.TEST); i++) {
        results.addImage(
            dataset.imageId(Split.TEST, i),
            dataset.file(i).getFileName().toString(),
            dataset.imageSize(Split.TEST, i));
      }
      results.writeImages(out.resolve("images.json"), dataset.classNames());
      return String.format(
          "detections.json, images.json and overlays of %d images in %s",
          dataset.size(Split.TEST), out);
    }

    /** The image with the boxes that are drawn: those of low scores are for measuring only. */
    private LabeledImage labeled(Found found) {
      List<LabeledObject> objects =
          found.shown().stream().map(DetectionPrediction::object).toList();
      return new LabeledImage(
          dataset.file(found.index()),
          found.name(),
          Optional.of(dataset.imageId(Split.TEST, found.index())),
          dataset.imageSize(Split.TEST, found.index()),
          Optional.empty(),
          () -> objects,
          Optional.empty());
    }
  }

  private static LabeledObject object(Detection detection) {
    return new LabeledObject(
        detection.classIndex(),
        detection.box(),
        Optional.empty(),
        Set.of(),
        OptionalDouble.of(detection.score()));
  }
}
