package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** Of large images only what a crop shows is read, however its pixels move. */
class AugmentedWindowsTest {

  private static final ImageSize LARGE = new ImageSize(3000, 4000);

  /** Images of 12 megapixels that can be read in parts only: values and labels tell the place. */
  private static final class Photographs implements SegmentationDataset {
    private final List<Region> read = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String name() {
      return "photographs";
    }

    @Override
    public List<String> classNames() {
      return List.of("left", "right");
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return 16;
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return LARGE;
    }

    @Override
    public Normalization.Scaling scaling(Split split, int index, Normalization normalization) {
      return new Normalization.Scaling(new float[1], new float[] {1});
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      throw new AssertionError("the whole image is read");
    }

    @Override
    public SegmentationSample window(Split split, int index, Region region) {
      read.add(region.requireIn(LARGE));
      float[] image = new float[region.length()];
      byte[] labels = new byte[image.length];
      for (int i = 0; i < image.length; i++) {
        int x = region.left() + i % region.width();
        image[i] = x / 4000f;
        labels[i] = (byte) (x < 2000 ? 0 : 1);
      }
      return new SegmentationSample("photo", 1, region.height(), region.width(), image, labels);
    }
  }

  @Test
  void onlyWhatIsShownIsRead() {
    Photographs photographs = new Photographs();
    SegmentationIterator crops =
        SegmentationIterator.builder(photographs, Split.TRAIN)
            .augmentation(
                Augmentation.builder()
                    .changes("strong + rotation(degrees=180, share=1) + cutmix(share=1) + mixup")
                    .crop(256)
                    .build())
            .batchSize(4)
            .build();
    while (crops.hasNext()) {
      DataSet batch = crops.next();
      assertArrayEquals(new long[] {4, 1, 256, 256}, batch.getFeatures().shape());
    }
    assertTrue(photographs.read.size() >= 32, "windows " + photographs.read.size());
    // A crop turned by 45 degrees and made smaller to 0.7, bent by 12 pixels.
    double most = (256 + 24) * Math.sqrt(2) / 0.7 + 5;
    for (Region region : photographs.read) {
      assertTrue(region.height() <= most && region.width() <= most, region.toString());
    }
  }

  /** Of large images nothing beyond the border need be shown. */
  @Test
  void cropsStayInsideWhereTheyCan() {
    Photographs photographs = new Photographs();
    DataSet batch =
        SegmentationIterator.builder(photographs, Split.TRAIN)
            .augmentation(
                Augmentation.builder()
                    .changes("rotation(degrees=180, share=1) + elastic(share=1)")
                    .crop(512)
                    .build())
            .batchSize(16)
            .build()
            .next();
    assertEquals(null, batch.getLabelsMaskArray(), "all pixels are of the image");
  }

  /** However a crop is turned, scaled and bent, it shows the pixel that it was drawn for. */
  @Test
  void cropsShowTheirPixel() {
    ImageSize size = new ImageSize(300, 500);
    Augmentation strong =
        Augmentation.builder()
            .changes("rotation(degrees=180, share=1) + scaling(share=1) + elastic(share=1)")
            .crop(128)
            .build();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 200; i++) {
      Pixel pixel = new Pixel(random.nextInt(300), random.nextInt(500));
      Augmentation.Images spots =
          new Augmentation.Images() {
            @Override
            public int count() {
              return 1;
            }

            @Override
            public ImageSize size(int index) {
              return size;
            }

            @Override
            public SegmentationSample window(int index, Region region) {
              byte[] labels = new byte[region.length()];
              for (int p = 0; p < labels.length; p++) {
                int row = region.top() + p / region.width() - pixel.row();
                int column = region.left() + p % region.width() - pixel.column();
                labels[p] = (byte) (Math.abs(row) < 2 && Math.abs(column) < 2 ? 1 : 0);
              }
              return new SegmentationSample(
                  "spot", 1, region.height(), region.width(), new float[labels.length], labels);
            }
          };
      byte[] labels = strong.apply(0, spots, Optional.of(pixel), random).sample().labels();
      int shown = 0;
      for (byte label : labels) {
        shown += label == 1 ? 1 : 0;
      }
      assertTrue(shown > 0, pixel + " is not shown");
    }
  }

  @Test
  void beyondTheBorderImagesAreMirroredAndLabelsVoid() {
    float[] image = new float[40 * 40];
    Arrays.fill(image, 5);
    SegmentationSample whole = new SegmentationSample("w", 1, 40, 40, image, new byte[1600]);
    SegmentationSample turned =
        Augmentation.builder()
            .changes("rotation(degrees=45, share=1)")
            .build()
            .apply(whole, new SplittableRandom(2));
    assertArrayEquals(image, turned.image(), 1e-5f);
    int ignored = 0;
    for (byte label : turned.labels()) {
      ignored += label == (byte) SegmentationSample.IGNORE ? 1 : 0;
    }
    assertTrue(ignored > 50 && ignored < 400, "void pixels " + ignored);
    assertEquals(0, turned.labels()[20 * 40 + 20]);
  }
}
