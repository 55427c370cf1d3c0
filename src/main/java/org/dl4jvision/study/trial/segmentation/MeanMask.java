package org.dl4jvision.study.trial.segmentation;

import java.util.stream.IntStream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;

/**
 * What needs no network: the same mask on every image, stretched to its size. Each cell of a grid
 * has the class that most of its pixels have on the training images.
 */
final class MeanMask {

  private static final int SIDE = 64;

  private final int classes;
  private final long[][] counts; // of each cell by class

  /** Looks at the training images. */
  MeanMask(SegmentationDataset dataset) {
    classes = dataset.classNames().size();
    counts = new long[SIDE * SIDE][classes];
    IntStream.range(0, dataset.size(Split.TRAIN)).forEach(i -> add(dataset, i));
  }

  private void add(SegmentationDataset dataset, int index) {
    ImageSize size = dataset.imageSize(Split.TRAIN, index);
    int[] top = {0};
    dataset
        .strips(Split.TRAIN, index)
        .forEach(
            strip -> {
              for (int y = 0, i = 0; y < strip.height(); y++) {
                for (int x = 0; x < strip.width(); x++, i++) {
                  int label = Byte.toUnsignedInt(strip.labels()[i]);
                  if (label < classes) {
                    counts[cell(size, top[0] + y, x)][label]++;
                  }
                }
              }
              top[0] += strip.height();
            });
  }

  private static int cell(ImageSize size, int y, int x) {
    return (int) ((long) y * SIDE / size.height() * SIDE + (long) x * SIDE / size.width());
  }

  /** The class of a pixel of an image of some size. */
  int at(ImageSize size, int y, int x) {
    long[] cell = counts[cell(size, y, x)];
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = cell[c] > cell[best] ? c : best;
    }
    return best;
  }

  /** How it agrees with an image. */
  ConfusionMatrix pixels(SegmentationDataset dataset, Split split, int index) {
    ImageSize size = dataset.imageSize(split, index);
    int[] top = {0};
    return dataset
        .strips(split, index)
        .map(
            strip -> {
              byte[] mask = new byte[strip.labels().length];
              for (int i = 0; i < mask.length; i++) {
                mask[i] = (byte) at(size, top[0] + i / strip.width(), i % strip.width());
              }
              top[0] += strip.height();
              return ConfusionMatrix.of(classes, strip.labels(), mask, SegmentationSample.IGNORE);
            })
        .reduce(ConfusionMatrix::plus)
        .orElseThrow();
  }
}
