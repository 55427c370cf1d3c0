package org.dl4jvision.task.segmentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.export.ClassComponents;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.data.segmentation.Reduction;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.segmentation.UnlabeledSegmentationDataset;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.report.MaskFileWriter;
import org.dl4jvision.report.Overlays;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ExportedModel;
import org.dl4jvision.task.LeftOutImages;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.ModelPrediction;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.tile.NumpyFile;
import org.dl4jvision.tile.RowSink;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the classes of the pixels of images as masks, and overlays of them. */
public final class SegmentationPrediction extends ModelPrediction {

  /** The longer side of an overlay at most: of larger images a smaller picture is drawn. */
  private static final int PICTURE = 4096;

  /** For images that are too large to be predicted as a whole. */
  @Mixin public final TileOptions tiles = new TileOptions();

  /** Whether the probabilities of all classes are written, too. */
  @Option(
      names = "--probabilities",
      order = 3,
      description =
          "Also write probabilities/NAME.npy: NumPy arrays [classes, height, width] of 32-bit"
              + " floats; of two classes in one channel that of the second.")
  public boolean probabilities;

  @Override
  public Prepared open(RunFolder run, Path images) {
    SegmentationCard card = ModelCard.read(run, SegmentationCard.class);
    MaskInference inference = MaskInference.of(testTime, run, card, others().isEmpty());
    return new Masks(card, ModelFile.best(run, card), images, inference);
  }

  @Override
  public Prepared open(ExportedModel model, Path images) {
    SegmentationCard card = model.card(SegmentationCard.class);
    return new Masks(card, model.network(card), images, MaskInference.of(testTime));
  }

  @Override
  public boolean takesSeveral() {
    return true;
  }

  @Override
  public void check() {
    super.check();
    tiles.check();
  }

  private final class Masks implements Prepared {

    private final UnlabeledSegmentationDataset dataset;
    private final LeftOutImages leftOut;
    private final Overlays overlays;
    private final SegmentationPredictor predictor;
    private final ClassComponents components;

    Masks(SegmentationCard card, ComputationGraph network, Path images, MaskInference inference) {
      dataset = new UnlabeledSegmentationDataset(images, card.channels(), card.classNames());
      leftOut = new LeftOutImages(dataset);
      overlays = new Overlays(card.classNames());
      components = new ClassComponents(card.classNames());
      List<ComputationGraph> networks = new ArrayList<>(List.of(network));
      for (RunFolder other : others()) {
        SegmentationCard its = ModelCard.read(other, SegmentationCard.class);
        card.requireSame(its, other);
        networks.add(ModelFile.best(other, its));
      }
      predictor = card.predictor(networks, tiles, inference);
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
    public List<String> leftOut() {
      return leftOut.lines();
    }

    @Override
    public String write(Path out, Consumer<LabeledImage> labels) {
      int count = dataset.size(Split.TEST);
      for (int from = 0, next; from < count; from = next) {
        int atOnce = predictor.atOnce(dataset.channels(), size(from), batchSize);
        next = atOnce == 0 ? from + 1 : endOfBatch(from, atOnce);
        write(from, next, atOnce > 0, out, labels);
        tiles.reached(next, count);
      }
      leftOut.requireOthers();
      int left = (int) IntStream.range(0, count).filter(leftOut::has).count();
      return String.format("masks and overlays of %d images in %s", count - left, out);
    }

    private ImageSize size(int index) {
      return dataset.imageSize(Split.TEST, index);
    }

    /** Neighbors of one size, at most so many. */
    private int endOfBatch(int from, int atMost) {
      int to = from + 1;
      while (to < dataset.size(Split.TEST) && to - from < atMost && size(from).equals(size(to))) {
        to++;
      }
      return to;
    }

    private void write(int from, int to, boolean whole, Path out, Consumer<LabeledImage> labels) {
      LackOfMemory.tellImages(
          () ->
              IntStream.range(from, to).mapToObj(i -> dataset.file(i).getFileName() + "").toList(),
          () -> {
            if (whole) {
              writeWhole(from, to, out, labels);
            } else {
              writeInTiles(from, out, labels);
            }
            return null;
          });
      IntStream.range(from, to).filter(leftOut::has).forEach(index -> deleteEarlier(index, out));
    }

    /** What an earlier prediction wrote is not to be taken for that of this one. */
    private void deleteEarlier(int index, Path out) {
      AtomicFile.delete(file(out, "masks", index));
      AtomicFile.delete(file(out, "overlays", index));
      AtomicFile.delete(probabilityFile(index, out));
    }

    private void writeWhole(int from, int to, Path out, Consumer<LabeledImage> labels) {
      Map<Integer, SegmentationSample> samples = new LinkedHashMap<>();
      for (int i = from; i < to; i++) {
        int index = i;
        leftOut.attempt(i, () -> samples.put(index, dataset.get(Split.TEST, index)));
      }
      if (samples.isEmpty()) {
        return;
      }
      Iterator<SegmentationSample> predicted =
          predictor.predict(List.copyOf(samples.values()), probabilities(samples, out)).iterator();
      for (int index : samples.keySet()) {
        SegmentationSample sample = predicted.next();
        writeMask(index, sample.labels(), out);
        writeOverlay(index, sample, out);
        labels.accept(labeled(index, sample::labels));
      }
    }

    /** Writes those of one image after the other. */
    private RowSink probabilities(Map<Integer, SegmentationSample> samples, Path out) {
      if (!probabilities) {
        return RowSink.NONE;
      }
      Iterator<Integer> indices = samples.keySet().iterator();
      return (rows, values) -> {
        int index = indices.next();
        int channels = (int) (values.length / rows.area());
        withProbabilities(
            index,
            out,
            file -> {
              file.begin(channels, size(index));
              file.rows(rows, values);
            });
      };
    }

    /** Lets the probabilities of an image be written, where they are wanted. */
    private void withProbabilities(int index, Path out, Consumer<RowSink> writer) {
      if (!probabilities) {
        writer.accept(RowSink.NONE);
        return;
      }
      AtomicFile.write(
          probabilityFile(index, out),
          path -> {
            try (NumpyFile file = new NumpyFile(path)) {
              writer.accept(file);
            }
          });
    }

    private void writeMask(int index, byte[] classes, Path out) {
      AtomicFile.write(
          file(out, "masks", index),
          file -> {
            try (MaskFileWriter mask = maskWriter(file, index)) {
              mask.write(classes);
              mask.end();
            }
          });
    }

    private void writeInTiles(int index, Path out, Consumer<LabeledImage> labels) {
      Reduction picture = new Reduction(size(index), dataset.channels(), PICTURE);
      Path mask = file(out, "masks", index);
      if (leftOut.attempt(
          index,
          () -> withProbabilities(index, out, all -> writeInTiles(index, picture, mask, all)))) {
        writeOverlay(index, picture.sample(dataset.imageName(Split.TEST, index)), out);
        labels.accept(labeled(index, () -> WrittenMask.read(mask, dataset.classNames().size())));
      }
    }

    private void writeInTiles(int index, Reduction picture, Path mask, RowSink all) {
      AtomicFile.write(
          mask,
          file -> {
            try (MaskFileWriter writer = maskWriter(file, index)) {
              predictor.predict(
                  dataset,
                  Split.TEST,
                  index,
                  picture::addImage,
                  (rows, classes) -> {
                    writer.write(classes);
                    picture.addLabels(classes);
                  },
                  all);
              writer.end();
            }
          });
    }

    private MaskFileWriter maskWriter(Path file, int index) throws IOException {
      return new MaskFileWriter(file, size(index), dataset.classNames());
    }

    private void writeOverlay(int index, SegmentationSample sample, Path out) {
      AtomicFile.writePng(file(out, "overlays", index), overlays.overlay(sample, sample.labels()));
    }

    private Path file(Path out, String folder, int index) {
      return out.resolve(folder).resolve(dataset.imageName(Split.TEST, index) + ".png");
    }

    private Path probabilityFile(int index, Path out) {
      return out.resolve("probabilities").resolve(dataset.imageName(Split.TEST, index) + ".npy");
    }

    private LabeledImage labeled(int index, Supplier<byte[]> classes) {
      return new LabeledImage(
          dataset.file(index),
          dataset.imageName(Split.TEST, index),
          Optional.empty(),
          size(index),
          Optional.empty(),
          () -> components.of(classes.get(), size(index)),
          Optional.of(classes));
    }
  }
}
