package org.dl4jvision.data.segmentation;

import java.util.List;
import org.dl4jvision.data.ImageSize;

/**
 * A sample whose pixels may belong to two classes.
 *
 * @param sample the classes of the larger weight
 * @param others the class of each pixel in the image that was mixed in, as those of the sample
 * @param weight of the others, 0 where nothing was mixed in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MixedSample(SegmentationSample sample, byte[] others, double weight) {

  /** See {@link SegmentationSample#window}. */
  MixedSample window(ImageSize size) {
    SegmentationSample window = sample.window(0, 0, size);
    boolean same = others == sample.labels();
    return new MixedSample(
        window,
        same ? window.labels() : sample.withLabels(others).window(0, 0, size).labels(),
        weight);
  }

  /**
   * Labels of a batch as probabilities [N, C, H, W], void where one of both is.
   *
   * @param channels of the probabilities; 1 for that of the second of two classes
   */
  static LabelArrays arrays(List<MixedSample> samples, int channels) {
    ImageSize size = samples.get(0).sample.size();
    int area = size.height() * size.width();
    float[] labels = new float[Math.multiplyExact(samples.size() * channels, area)];
    float[] mask = new float[samples.size() * area];
    for (int i = 0; i < samples.size(); i++) {
      MixedSample one = samples.get(i);
      byte[] first = one.sample.labels();
      for (int p = 0; first != null && p < area; p++) {
        int a = Byte.toUnsignedInt(first[p]);
        int b = Byte.toUnsignedInt(one.others[p]);
        if (a != SegmentationSample.IGNORE && b != SegmentationSample.IGNORE) {
          mask[i * area + p] = 1;
          add(labels, i * channels * area + p, area, channels, a, 1 - one.weight);
          add(labels, i * channels * area + p, area, channels, b, one.weight);
        }
      }
    }
    return LabelArrays.of(labels, mask, samples.size(), channels, size);
  }

  private static void add(
      float[] labels, int pixel, int area, int channels, int value, double weight) {
    int channel = channels == 1 ? value - 1 : value;
    if (channel >= 0) {
      labels[pixel + channel * area] += (float) weight;
    }
  }
}
