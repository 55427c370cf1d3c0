package org.dl4jvision.task.detection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.UnlabeledDetectionDataset;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.data.export.LabeledObject;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.report.CocoResults;
import org.dl4jvision.report.DetectionOverlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ExportedModel;
import org.dl4jvision.task.LeftOutImages;
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
    DetectionCard card = slices.in(ModelCard.read(run, DetectionCard.class));
    BoxInference inference =
        others().isEmpty() ? BoxInference.of(testTime, run) : BoxInference.USUAL;
    DetectorEnsemble detectors =
        DetectorEnsemble.of(card, ModelFile.best(run, card), testTime.views(run), inference);
    return new Boxes(card, detectors, images);
  }

  @Override
  public Prepared open(ExportedModel model, Path images) {
    DetectionCard card = slices.in(model.card(DetectionCard.class));
    Layer head = new DetectionLossLayer.Builder(ExportedHead.read(model)).build();
    return new Boxes(
        card,
        DetectorEnsemble.of(card, model.network(card, head), testTime.views(), BoxInference.USUAL),
        images);
  }

  @Override
  public boolean takesSeveral() {
    return true;
  }

  private final class Boxes implements Prepared {

    private final DetectionCard card;
    private final DetectorEnsemble predictor;
    private final UnlabeledDetectionDataset dataset;
    private final LeftOutImages leftOut;

    Boxes(DetectionCard card, DetectorEnsemble detectors, Path images) {
      this.card = card;
      DetectorEnsemble all = detectors;
      for (RunFolder other : others()) {
        DetectionCard its = slices.in(ModelCard.read(other, DetectionCard.class));
        // Each detector sees images in its own way.
        card.requireSameClasses(its, other);
        all =
            all.with(
                DetectorEnsemble.of(
                    its, ModelFile.best(other, its), testTime.views(other), BoxInference.USUAL));
      }
      predictor = all;
      dataset = new UnlabeledDetectionDataset(images, card.channels(), card.classNames());
      leftOut = new LeftOutImages(dataset);
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
    public List<String> leftOut() {
      return leftOut.lines();
    }

    @Override
    public String write(Path out, Consumer<LabeledImage> labels) {
      DetectionOverlays overlays = new DetectionOverlays(card.classNames());
      CocoResults results = new CocoResults(card.categoryIds());
      Path detections = out.resolve("detections.json");
      Path images = out.resolve("images.json");
      // Where this fails, those of an earlier prediction are not to be taken for its own.
      AtomicFile.delete(detections);
      AtomicFile.delete(images);
      int[] written = {0};
      predictor.predict(
          new DamagedAsBlank(dataset, leftOut),
          Split.TEST,
          batchSize,
          slices.ticks(),
          found -> {
            if (leftOut.attempt(found.index(), () -> draw(found, overlays, out))) {
              results.add(dataset.imageId(Split.TEST, found.index()), found.detections());
              addImage(found.index(), results);
              labels.accept(labeled(found));
              written[0]++;
            }
          });
      leftOut.requireOthers();
      results.write(detections);
      results.writeImages(images, dataset.classNames());
      return String.format(
          "detections.json, images.json and overlays of %d images in %s", written[0], out);
    }

    private void draw(Found found, DetectionOverlays overlays, Path out) {
      AtomicFile.writePng(
          out.resolve("overlays").resolve(found.name() + ".png"),
          found.on(dataset, Split.TEST, overlays));
    }

    private void addImage(int index, CocoResults results) {
      results.addImage(
          dataset.imageId(Split.TEST, index),
          dataset.file(index).getFileName().toString(),
          dataset.imageSize(Split.TEST, index));
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
