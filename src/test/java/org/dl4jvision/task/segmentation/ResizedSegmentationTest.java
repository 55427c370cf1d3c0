package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.dl4jvision.data.Resize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.ResizedDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.task.TileOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network sees resized images; predictions and measures are in the sizes of the images. */
class ResizedSegmentationTest {

  private static final SegmentationDataset DATA =
      SyntheticCells.builder()
          .imageSize(150, 203)
          .samples(Split.TRAIN, 2)
          .samples(Split.VALIDATION, 2)
          .build();

  private static SegmentationNetwork model;
  private static ComputationGraph network;

  @TempDir Path folder;

  @BeforeAll
  static void create() {
    model =
        SegmentationNetwork.builder()
            .inputChannels(DATA.channels())
            .classes(2)
            .baseChannels(4)
            .depth(1)
            .loss(Losses.parse("cross-entropy"))
            .build();
    network = model.init();
  }

  private static SegmentationPredictor predictor(String resize, TileOptions tiles) {
    return new SegmentationPredictor(
        network, model.multipleOf(), Normalization.PER_IMAGE, new Resize(resize), tiles);
  }

  private static SegmentationSample image(int index) {
    return DATA.get(Split.VALIDATION, index);
  }

  /** The classes by a pass of the whole resized image, whose output is resized as a whole. */
  private static byte[] classes(SegmentationSample image, ImageSize seen) {
    SegmentationSample resized = image.resized(seen).normalize(Normalization.PER_IMAGE);
    ImageSize padded = seen.roundUp(model.multipleOf());
    long[] shape = {1, 1, padded.height(), padded.width()};
    INDArray output =
        network.outputSingle(Nd4j.create(resized.window(0, 0, padded).image(), shape, 'c'));
    float[] probabilities = new float[2 * seen.height() * seen.width()];
    for (int c = 0, to = 0; c < 2; c++) {
      for (int y = 0; y < seen.height(); y++) {
        for (int x = 0; x < seen.width(); x++) {
          probabilities[to++] = output.getFloat(0, c, y, x);
        }
      }
    }
    Region own = Region.of(image.size());
    float[] back = new Resampling(seen, image.size()).values(probabilities, 2, own);
    byte[] classes = new byte[back.length / 2];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) (back[classes.length + i] > back[i] ? 1 : 0);
    }
    return classes;
  }

  @Test
  void probabilitiesComeBackInTheSizeOfTheImage() {
    for (String resize : List.of("100", "0.31", "33x70", "1.5", "203")) {
      ImageSize seen = new Resize(resize).of(image(0).size());
      SegmentationPredictor predictor = predictor(resize, new TileOptions());
      List<SegmentationSample> found = predictor.predict(List.of(image(0), image(1)));
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(classes(image(i), seen), found.get(i).labels(), resize);
        assertArrayEquals(image(i).image(), found.get(i).image());
      }
      SegmentationSample picture = predictor.picture(DATA, Split.VALIDATION, 0, 203);
      assertArrayEquals(found.get(0).labels(), picture.labels(), resize);
      assertArrayEquals(image(0).image(), picture.image());
    }
  }

  @Test
  void largeResizedImagesArePredictedInTiles() {
    TileOptions tiles = new TileOptions();
    tiles.tile = 64;
    byte[] whole = predictor("150", new TileOptions()).predict(image(0)).labels();
    byte[] tiled = predictor("150", tiles).predict(image(0)).labels();
    int different = 0;
    for (int i = 0; i < tiled.length; i++) {
      different += tiled[i] == whole[i] ? 0 : 1;
    }
    assertTrue(different < tiled.length / 100, different + " pixels");
  }

  @Test
  void measuresImagesInTheirOwnSizeAndTheLossInTheNetworks() {
    ResizedDataset resized = new ResizedDataset(DATA, new Resize("90"));
    SegmentationValidation found = validate(resized);
    long[][] counts = new long[2][2];
    for (int i = 0; i < 2; i++) {
      byte[] predicted = classes(image(i), resized.imageSize(Split.VALIDATION, i));
      for (int p = 0; p < predicted.length; p++) {
        counts[image(i).labels()[p]][predicted[p]]++;
      }
    }
    assertEquals(2 * 150 * 203, found.evaluation().pixels());
    for (int c = 0; c < 2; c++) {
      assertEquals(counts[c][0] + counts[c][1], found.evaluation().truePixels(c));
      assertEquals(
          (double) counts[c][c] / (counts[c][0] + counts[c][1] + counts[1 - c][c]),
          found.evaluation().iou(c),
          1e-12);
    }
    // As if the resized images were files.
    assertEquals(validate(new Copy(resized)).loss(), found.loss(), 1e-6);
  }

  /** The same images, of which nothing says that they were resized. */
  private record Copy(SegmentationDataset images) implements SegmentationDataset {
    @Override
    public String name() {
      return images.name();
    }

    @Override
    public List<String> classNames() {
      return images.classNames();
    }

    @Override
    public int channels() {
      return images.channels();
    }

    @Override
    public int size(Split split) {
      return images.size(split);
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      return images.get(split, index);
    }
  }

  private static SegmentationValidation validate(SegmentationDataset images) {
    return new SegmentationValidator(
            SegmentationIterator.builder(images, Split.VALIDATION)
                .batchSize(1)
                .stride(model.multipleOf())
                .build())
        .validate(network);
  }

  @Test
  void cropsAreOfResizedImages() {
    SegmentationTraining training = SegmentationTraining.of(DATA, options -> options.resize = "64");
    assertEquals(40, training.options().crop, "47x64, in whole steps of 8");
    String line = training.describe();
    assertTrue(
        line.contains(
            "2 validation images, with --resize 64 (height x width 150x203 becomes 47x64), "),
        line);
    assertEquals(new Resize("64"), training.modelCard().resize());
    ComputationGraph trained = training.newNetwork();
    assertEquals(image(0).size(), training.modelCard().predictor(trained).predict(image(0)).size());
    assertEquals(
        2 * 150 * 203,
        training.validator(Split.VALIDATION).validate(trained).evaluation().pixels());
  }

  @Test
  void sizesThatLeaveNothingAreRefused() {
    assertEquals(
        """
        resize is big; allowed: the longer side in pixels (1024), WIDTHxHEIGHT (640x480) or a factor with a decimal point (0.25), above 0
        resize is 1; allowed: sizes in which the masks of 'synthetic cells' still have pixels of two classes
        """,
        Refusals.messages(
            () -> SegmentationTraining.of(DATA, options -> options.resize = "big"),
            () -> SegmentationTraining.of(DATA, options -> options.resize = "1")));
  }

  @Test
  void cardsOfEarlierVersionsSayNothingOfSizes() throws Exception {
    Path file = folder.resolve("model.json");
    JsonFile.write(
        file, SegmentationTraining.of(DATA, options -> options.resize = "0.5").modelCard());
    assertEquals(new Resize("0.5"), JsonFile.read(file, SegmentationCard.class).resize());
    String text = Files.readString(file);
    Files.writeString(file, text.replaceAll(",\\s*\"resize\" *: *\"0.5\"", ""));
    assertTrue(Files.readString(file).length() < text.length(), text);
    assertNull(JsonFile.read(file, SegmentationCard.class).resize());
  }
}
