package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.KthSelector;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.NonMaximumSuppression;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns what a network gives into boxes: of every image the {@code candidates} boxes of the highest
 * scores above {@code scoreThreshold}, clipped to the image, without those that overlap a better
 * one of their class by more than {@code overlap}, and of these the best {@code detections}.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class DetectionDecoder {

  private static final int BISECTIONS = 60;

  private final Head head;
  private final double scoreThreshold;
  private final double leastLogit;
  private final int candidates;
  private final NonMaximumSuppression suppression;

  private DetectionDecoder(Builder builder) {
    head = builder.head;
    scoreThreshold = builder.scoreThreshold;
    leastLogit = leastLogit(head, scoreThreshold);
    candidates = builder.candidates;
    suppression =
        NonMaximumSuppression.builder()
            .maxIoU(builder.overlap)
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
    Outputs outputs = Outputs.of(head, output);
    return IntStream.range(0, outputs.images())
        .parallel()
        .mapToObj(image -> decode(outputs, image))
        .toList();
  }

  private List<Detection> decode(Outputs outputs, int image) {
    List<Detection> boxes = new ArrayList<>();
    double[] raw = new double[4];
    double[] box = new double[4];
    Candidates found = candidates(outputs, image);
    double least = found.leastOfBest(candidates);
    for (int i = 0; i < found.size && boxes.size() < candidates; i++) {
      if (found.scores[i] >= least) {
        int prediction = found.predictions[i];
        outputs.readBox(image, prediction, raw);
        head.decode(prediction, raw, box);
        Box clipped =
            new Box(box[0], box[1], box[2], box[3]).clip(head.imageWidth(), head.imageHeight());
        if (clipped.area() > 0) {
          boxes.add(new Detection(clipped, found.classes[i], found.scores[i]));
        }
      }
    }
    return suppression.apply(boxes);
  }

  private Candidates candidates(Outputs outputs, int image) {
    Candidates found = new Candidates();
    double[] qualities = qualities(outputs, image); // once, not once a class
    for (int c = 0; c < head.outputClasses(); c++) {
      int classIndex = c;
      outputs.forEachLogit(
          Outputs.Part.CLASSES,
          image,
          c,
          // No score is higher than with a quality of 1: most predictions end here.
          leastLogit,
          (prediction, logit) -> {
            double score = head.score(Sigmoid.of(logit), qualities[prediction]);
            if (score > scoreThreshold) {
              found.add(prediction, classIndex, score);
            }
          });
    }
    return found;
  }

  /** The quality of each prediction of an image; 1 where the head has none. */
  private double[] qualities(Outputs outputs, int image) {
    double[] qualities = new double[outputs.predictions()];
    if (head.hasQuality()) {
      outputs.forEachLogit(
          Outputs.Part.QUALITY,
          image,
          0,
          Double.NEGATIVE_INFINITY,
          (prediction, logit) -> qualities[prediction] = Sigmoid.of(logit));
    } else {
      Arrays.fill(qualities, 1);
    }
    return qualities;
  }

  /** A class logit below which no score reaches the threshold. */
  private static double leastLogit(Head head, double scoreThreshold) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (head.score(middle, 1) > scoreThreshold) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Sigmoid.inverse(low);
  }

  /** Predictions of one class each. */
  private static final class Candidates {
    private int[] predictions = new int[256];
    private int[] classes = new int[256];
    private double[] scores = new double[256];
    private int size;

    void add(int prediction, int classIndex, double score) {
      if (size == scores.length) {
        predictions = Arrays.copyOf(predictions, 2 * size);
        classes = Arrays.copyOf(classes, 2 * size);
        scores = Arrays.copyOf(scores, 2 * size);
      }
      predictions[size] = prediction;
      classes[size] = classIndex;
      scores[size++] = score;
    }

    /** The lowest score of the best {@code count}. */
    double leastOfBest(int count) {
      if (size <= count) {
        return 0;
      }
      return new KthSelector().select(Arrays.copyOf(scores, size), null, size - count);
    }
  }

  /** Options of a {@link DetectionDecoder}. */
  public static final class Builder {
    private final Head head;
    private double scoreThreshold = 0.05;
    private int candidates = 1000;
    private double overlap = 0.6;
    private int detections = 100;

    private Builder(Head head) {
      this.head = Objects.requireNonNull(head, "head");
    }

    /** Boxes have scores above this, default 0.05. */
    public Builder scoreThreshold(double score) {
      scoreThreshold = Check.fraction("scoreThreshold", score);
      return this;
    }

    /** How many of the best boxes of an image are compared with each other, default 1000. */
    public Builder candidates(int count) {
      candidates = Check.atLeast("candidates", count, 1);
      return this;
    }

    /**
     * Intersection over union above which the lesser of two boxes of a class is dropped, default
     * 0.6; 1 keeps all.
     */
    public Builder overlap(double iou) {
      overlap = Check.fraction("overlap", iou);
      return this;
    }

    /** At most so many boxes an image, default 100. */
    public Builder detections(int count) {
      detections = Check.atLeast("detections", count, 1);
      return this;
    }

    /** The decoder. */
    public DetectionDecoder build() {
      return new DetectionDecoder(this);
    }
  }
}
