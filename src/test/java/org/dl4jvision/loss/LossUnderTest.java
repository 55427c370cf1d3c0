package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.CLASSES;
import static org.dl4jvision.loss.TestArrays.SHAPES;
import static org.dl4jvision.loss.TestArrays.indices;
import static org.dl4jvision.loss.TestArrays.logits;
import static org.dl4jvision.loss.TestArrays.oneHot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.loss.family.CombinedLoss;
import org.dl4jvision.loss.family.ImageLoss;
import org.dl4jvision.loss.family.RegionLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Losses of which everything in this package's invariants must hold. Who implements it names the
 * instances to test: as many as it takes to use every option.
 */
interface LossUnderTest {

  /** Losses of three classes, together using every option. */
  List<VisionLoss> losses();

  /** Whether the loss is of probabilities, so that activations must give some. */
  default boolean needsProbabilities() {
    return true;
  }

  /** Largest difference of a gradient of floats, as a share of its largest number. */
  default double tileTolerance() {
    return 1e-5;
  }

  /** Whether softmax's classes that exclude each other make sense. */
  default List<IActivation> activations() {
    List<IActivation> all =
        new ArrayList<>(
            List.of(
                new ActivationSoftmax(),
                new ActivationSigmoid(),
                new ActivationIdentity(),
                new ActivationHardSigmoid()));
    if (!needsProbabilities()) {
      all.add(new ActivationTanH());
    }
    return all;
  }

  /** Whether the loss depends on a pixel's neighbors, so that there is none of rows. */
  default boolean seesNeighbors() {
    return false;
  }

  /** The shapes that predictions may have. */
  default List<long[]> shapes() {
    return Arrays.stream(SHAPES).filter(shape -> shape.length > 2 || !seesNeighbors()).toList();
  }

  /** Whether a network learns from this loss without the help of another. */
  default boolean trainsAlone() {
    return true;
  }

  default List<LossArguments> cases(double spread) {
    List<LossArguments> cases = new ArrayList<>();
    for (IActivation activation : activations()) {
      for (long[] shape : shapes()) {
        INDArray indices = indices(3, CLASSES, shape);
        List<INDArray> labels =
            List.of(indices, oneHot(indices, CLASSES), TestArrays.soft(5, shape));
        for (INDArray mask : TestArrays.masks(shape)) {
          // Each kind of label in turn, which meets every activation, shape and mask sooner or
          // later.
          INDArray label = labels.get(cases.size() % labels.size());
          String name =
              activation.getClass().getSimpleName()
                  + Arrays.toString(shape)
                  + " labels "
                  + Arrays.toString(label.shape())
                  + " mask "
                  + (mask == null ? "none" : Arrays.toString(mask.shape()));
          INDArray logits = logits(DataType.DOUBLE, 7, activation, spread, shape);
          cases.add(new LossArguments(name, label, logits, activation, mask));
        }
      }
    }
    return cases;
  }

  default List<LossArguments> cases(Way way, double spread) {
    return cases(spread).stream().map(c -> c.cast(way.type)).toList();
  }

  /** Whether the loss of an image depends on that image alone. */
  static boolean isMeanOfImages(VisionLoss loss, LossArguments c) {
    return !loss.toString().contains("batch=true")
        && !loss.toString().contains("normalizeWeights=true")
        && !(c.logits().rank() == 2 && (hasRegions(loss) || loss.toString().contains("topK")));
  }

  static boolean hasRegions(VisionLoss loss) {
    return loss instanceof RegionLoss
        || loss instanceof ImageLoss
        || loss instanceof LossUnifiedFocal
        || (loss instanceof CombinedLoss combined
            && combined.losses().stream().anyMatch(LossUnderTest::hasRegions));
  }
}
