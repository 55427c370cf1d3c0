package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.KthSelector;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.NonMaximumSuppression;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns what a network gives into boxes: of every image the {@code candidates} boxes of the highest
 * scores above {@code scoreThreshold}, clipped to the image, without those whose IoU with a
 * higher-scoring one of their class is above {@code iouThreshold}, and of these the best {@code
 * detections}.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class DetectionDecoder {

  private static final int BISECTIONS = 60;

  private final Head head;
  private final double scoreThreshold;
  private final int candidates;
  private final NonMaximumSuppression suppression;

  private DetectionDecoder(Builder builder) {
    head = builder.head;
    scoreThreshold = builder.scoreThreshold;
    candidates = builder.candidates;
    suppression =
        NonMaximumSuppression.builder()
            .iouThreshold(builder.iouThreshold)
            .maxDetections(builder.detections)
            .build();
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder(Head head) {
    return new Builder(head);
  }

  /**
   * The boxes of every image in pixels of the network's input, best first.
   *
   * @param output [N, channels, locations]
   * @throws IllegalArgumentException if the shape is not that of the head
   */
  public List<List<Detection>> decode(INDArray output) {
    Predictions predictions = Predictions.of(head, output);
    return IntStream.range(0, predictions.images())
        .parallel()
        .mapToObj(image -> decode(predictions, image))
        .toList();
  }

  private List<Detection> decode(Predictions predictions, int image) {
    Candidates best = new Candidates(predictions, image);
    for (int c = 0; c < head.outputClasses(); c++) {
      int classIndex = c;
      predictions.forEachClassLogit(
          image,
          c,
          best.leastLogit,
          (prediction, logit) -> best.offer(prediction, classIndex, logit));
    }
    best.dropLowest();
    List<Detection> boxes = new ArrayList<>();
    for (int i = 0; i < best.size; i++) {
      Box box = head.decode(best.predictions[i], predictions.box(image, best.predictions[i]));
      Box clipped = box.clip(head.imageWidth(), head.imageHeight());
      if (clipped.area() > 0) {
        boxes.add(new Detection(clipped, best.classes[i], best.scores[i]));
      }
    }
    return suppression.apply(boxes);
  }

  /**
   * A class logit below which no score is above a threshold: none is higher than with quality 1.
   */
  private double leastLogit(double threshold) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (head.score(middle, 1) > threshold) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Sigmoid.inverse(low);
  }

  /**
   * The best of an image so far, each a prediction of one class. When there are twice as many as
   * are wanted, the lower-scoring half goes and with it most of what is still to come.
   */
  private final class Candidates {
    private final Predictions output;
    private final int image;
    private int[] predictions = new int[256];
    private int[] classes = new int[256];
    private double[] scores = new double[256];
    private int size;
    private double threshold = scoreThreshold;
    private double leastLogit = leastLogit(scoreThreshold);

    Candidates(Predictions output, int image) {
      this.output = output;
      this.image = image;
    }

    /** Returns the class logit that others must be above. */
    double offer(int prediction, int classIndex, double logit) {
      double quality =
          head.hasQuality() ? Sigmoid.of(output.get(HeadPart.QUALITY, image, prediction, 0)) : 1;
      double score = head.score(Sigmoid.of(logit), quality);
      if (score > threshold) {
        makeRoom();
        predictions[size] = prediction;
        classes[size] = classIndex;
        scores[size++] = score;
      }
      return leastLogit;
    }

    private void makeRoom() {
      if (size < scores.length) {
        return;
      }
      if (size / 2 >= candidates) {
        dropLowest();
      } else {
        predictions = Arrays.copyOf(predictions, 2 * size);
        classes = Arrays.copyOf(classes, 2 * size);
        scores = Arrays.copyOf(scores, 2 * size);
      }
    }

    /** Leaves as many as are wanted; among equals those that came first. */
    void dropLowest() {
      if (size <= candidates) {
        return;
      }
      double least = new KthSelector().select(Arrays.copyOf(scores, size), null, size - candidates);
      long above = Arrays.stream(scores, 0, size).filter(score -> score > least).count();
      long equals = candidates - above;
      int kept = 0;
      for (int i = 0; i < size; i++) {
        if (scores[i] > least || (scores[i] == least && equals-- > 0)) {
          predictions[kept] = predictions[i];
          classes[kept] = classes[i];
          scores[kept++] = scores[i];
        }
      }
      size = kept;
      threshold = least;
      leastLogit = leastLogit(least);
    }
  }

  /** Options of a {@link DetectionDecoder}. */
  public static final class Builder {
    private final Head head;
    private double scoreThreshold = 0.05;
    private int candidates = 1000;
    private double iouThreshold = 0.6;
    private int detections = 100;

    private Builder(Head head) {
      this.head = Check.given("head", head);
    }

    /** Boxes must have scores above this, from 0 to 1; the default is 0.05. */
    public Builder scoreThreshold(double score) {
      scoreThreshold = Check.unit("scoreThreshold", score);
      return this;
    }

    /** So many highest-scoring boxes of an image are compared with each other, default 1000. */
    public Builder candidates(int count) {
      candidates = Check.atLeast("candidates", count, 1);
      return this;
    }

    /**
     * Intersection over union above which the lower-scoring of two boxes of a class is dropped,
     * default 0.6; 1 keeps all.
     */
    public Builder iouThreshold(double iou) {
      iouThreshold = Check.unit("iouThreshold", iou);
      return this;
    }

    /** An image has at most so many boxes; the default is 100. */
    public Builder detections(int count) {
      detections = Check.atLeast("detections", count, 1);
      return this;
    }

    public DetectionDecoder build() {
      return new DetectionDecoder(this);
    }
  }
}
