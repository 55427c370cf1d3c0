package org.dl4jvision.task.segmentation;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.export.ClassComponents;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.segmentation.UnlabeledSegmentationDataset;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.ModelPrediction;

/** Writes the classes of the pixels of images as masks, and overlays of them. */
public final class SegmentationPrediction extends ModelPrediction {

  @Override
  public Prepared open(RunFolder run, Path images) {
    return new Masks(run, images);
  }

  private final class Masks implements Prepared {

    private final UnlabeledSegmentationDataset dataset;
    private final Overlays overlays;
    private final SegmentationPredictor predictor;
    private final ClassComponents components;

    Masks(RunFolder run, Path images) {
      SegmentationCard card = ModelCard.read(run, SegmentationCard.class);
      dataset = new UnlabeledSegmentationDataset(images, card.channels(), card.classNames());
      overlays = new Overlays(card.classNames());
      components = new ClassComponents(card.classNames());
      predictor = card.predictor(ModelFile.best(run, card));
    }

    @Override
    public List<String> warnings() {
      return dataset.warnings();
    }

    @Override
    public Optional<Classes> labelClasses() {
      return Optional.of(Classes.of(components.names(), Optional.empty(), dataset.classNames()));
    }

    @Override
    public String write(Path out, Consumer<LabeledImage> labels) {
      for (int[] batch : batches()) {
        LackOfMemory.tellImages(
            () -> IntStream.of(batch).mapToObj(i -> dataset.file(i).getFileName() + "").toList(),
            () -> {
              List<SegmentationSample> samples =
                  IntStream.of(batch).mapToObj(i -> dataset.get(Split.TEST, i)).toList();
              List<SegmentationSample> predicted = predictor.predict(samples);
              write(predicted, out);
              for (int i = 0; i < batch.length; i++) {
                labels.accept(labeled(batch[i], predicted.get(i)));
              }
              return samples;
            });
      }
      return String.format("masks and overlays of %d images in %s", dataset.size(Split.TEST), out);
    }

    private LabeledImage labeled(int index, SegmentationSample predicted) {
      return new LabeledImage(
          dataset.file(index),
          predicted.name(),
          Optional.empty(),
          predicted.size(),
          Optional.empty(),
          () -> components.of(predicted.labels(), predicted.size()),
          Optional.of(predicted::labels));
    }

    /** Neighbors of one size, at most so many at once. */
    private List<int[]> batches() {
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

    private void write(List<SegmentationSample> predicted, Path out) {
      for (SegmentationSample sample : predicted) {
        String file = sample.name() + ".png";
        AtomicFile.writePng(out.resolve("masks").resolve(file), mask(sample));
        AtomicFile.writePng(
            out.resolve("overlays").resolve(file), overlays.overlay(sample, sample.labels()));
      }
    }

    private BufferedImage mask(SegmentationSample sample) {
      if (dataset.classNames().size() > 2) {
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
}
