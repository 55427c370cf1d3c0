package org.dl4jvision.loss.evaluation;

import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Shows a whole batch at once, computed by ND4J operations on whatever backend there is. */
final class ArraySweep implements Pixels {

  private final Batch.Sweep sweep;
  private final Batch batch;
  private final DataType type;
  private final INDArray valid;
  private Prediction prediction;
  private ArrayField target;
  private final Derivatives total = new Derivatives();

  private ArraySweep(Batch.Sweep sweep) {
    this.sweep = sweep;
    this.batch = sweep.batch();
    this.type = batch.logits().dataType();
    valid =
        sweep.ignoreIndex() == null ? null : batch.labels().neq(sweep.ignoreIndex()).castTo(type);
  }

  /** Runs a sweep; whether it wrote to the gradient. */
  static boolean run(Batch.Sweep sweep, Consumer<Pixels> visitor) {
    ArraySweep arrays = new ArraySweep(sweep);
    visitor.accept(arrays);
    return arrays.writeGradient();
  }

  @Override
  public Prediction prediction() {
    if (prediction == null) {
      prediction = batch.link().newPrediction();
      prediction.restart(new ArrayField(batch.logits()));
    }
    return prediction;
  }

  @Override
  public Field target() {
    if (target == null) {
      INDArray labels = batch.labels();
      if (batch.labelsAreIndices() && batch.classes() > 1) {
        labels = oneHot(labels);
      } else {
        labels = batch.hasMask() ? withoutHidden(labels) : labels;
        labels = valid == null ? labels : labels.mul(valid);
      }
      target = new ArrayField(labels);
    }
    return target;
  }

  /** With 0 for what is not finite where it weighs 0: no number times 0 makes that 0. */
  private INDArray withoutHidden(INDArray labels) {
    if (labels.sub(labels).eq(0).castTo(type).minNumber().doubleValue() == 1) {
      return labels;
    }
    double[] numbers = labels.dup('c').data().asDouble();
    int pixels = Math.toIntExact(labels.size(2));
    int ofImage = Math.toIntExact(labels.size(1)) * pixels;
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isFinite(numbers[i])
          && batch.isMasked(i / ofImage, i % ofImage / pixels, i % pixels)) {
        numbers[i] = 0;
      }
    }
    return Nd4j.createFromArray(numbers).reshape('c', labels.shape()).castTo(type);
  }

  private INDArray oneHot(INDArray labels) {
    int classes = batch.classes();
    INDArray result = Nd4j.create(type, batch.images(), classes, batch.pixels());
    for (int c = 0; c < classes; c++) {
      INDArray plane =
          result.get(NDArrayIndex.all(), NDArrayIndex.interval(c, c + 1), NDArrayIndex.all());
      plane.assign(labels.eq(c).castTo(type));
    }
    check(labels, result.sum(true, 1));
    return result;
  }

  /** Every pixel that counts must have found its class. */
  private void check(INDArray labels, INDArray found) {
    INDArray missing = found.rsub(1);
    Field weight = weight();
    if (weight != null) {
      missing.muli(((ArrayField) weight.maxOverClasses().greaterThan(0)).array());
    }
    if (missing.maxNumber().doubleValue() > 0) {
      long at = Nd4j.argMax(missing.dup('c').reshape(missing.length()), 0).getLong(0);
      double label = labels.dup('c').reshape(labels.length()).getDouble(at);
      throw new LabelException(label, batch.classes(), sweep.ignoreIndex());
    }
  }

  @Override
  public Field weight() {
    if (!batch.hasMask()) {
      return valid == null ? null : new ArrayField(valid);
    }
    ArrayField mask = new ArrayField(batch.mask());
    if (valid != null) {
      return mask.times(new ArrayField(valid));
    }
    // A mask of one weight an image is spread out, since it is counted pixel by pixel.
    return batch.mask().size(2) == batch.pixels()
        ? mask
        : mask.plus(ArrayField.zeros(type, batch.images(), 1, batch.pixels()));
  }

  @Override
  public Field ones() {
    return new ArrayField(Nd4j.ones(type, batch.images(), batch.classes(), batch.pixels()));
  }

  @Override
  public Field ofClasses(double[] numbers) {
    return new ArrayField(Nd4j.createFromArray(numbers).castTo(type).reshape(1, numbers.length, 1));
  }

  @Override
  public Field ofGroups(double[] numbers) {
    boolean ofPixels = sweep.grouping() == Grouping.PIXEL;
    return new ArrayField(
        Nd4j.createFromArray(numbers)
            .castTo(type)
            .reshape(ofPixels ? 1 : numbers.length, 1, ofPixels ? numbers.length : 1));
  }

  @Override
  public Field ofGroupsAndClasses(double[][] numbers) {
    return new ArrayField(
        Nd4j.createFromArray(numbers).castTo(type).reshape(numbers.length, numbers[0].length, 1));
  }

  @Override
  public void add(int index, Field terms) {
    INDArray array = ((ArrayField) terms).array();
    Sums sums = sweep.result();
    if (sweep.grouping() == Grouping.PIXEL) {
      double[] values = ((ArrayField) terms.sumOverClasses()).array().dup('c').data().asDouble();
      for (int i = 0; i < values.length; i++) {
        sums.add(i, index, 0, values[i]);
      }
      return;
    }
    long[] shape = array.shape();
    // ND4J adds floats up in floats: a few thousand pixels cost two digits.
    INDArray exact = array.castTo(DataType.DOUBLE);
    INDArray spread = shape[2] == batch.pixels() ? exact.sum(true, 2) : exact.mul(batch.pixels());
    for (int image = 0; image < batch.images(); image++) {
      for (int row = 0; row < shape[1]; row++) {
        sums.add(image, index, row, spread.getDouble(shape[0] == 1 ? 0 : image, row, 0));
      }
    }
  }

  @Override
  public Derivatives derivatives() {
    return new Derivatives();
  }

  @Override
  public void addGradient(Derivatives derivatives) {
    total.add(derivatives);
  }

  /** Whether there was one. */
  private boolean writeGradient() {
    if (!batch.wantsGradient() || total.isEmpty()) {
      return false;
    }
    INDArray slope = ((ArrayField) prediction().backward(total)).array();
    if (sweep.accumulate()) {
      batch.gradientView().addi(slope);
    } else {
      batch.gradientView().assign(slope);
    }
    return true;
  }

  @Override
  public void store(Field values, Planes to) {
    INDArray array = ((ArrayField) values).array();
    INDArray spread = array.add(Nd4j.zeros(type, to.images(), to.rows(), to.pixels()));
    for (int image = 0; image < to.images(); image++) {
      double[] numbers = spread.slice(image).dup('c').data().asDouble();
      for (int row = 0; row < to.rows(); row++) {
        System.arraycopy(numbers, row * to.pixels(), to.get(image, row), 0, to.pixels());
      }
    }
  }

  @Override
  public Field load(Planes from) {
    INDArray[] images = new INDArray[from.images()];
    for (int image = 0; image < images.length; image++) {
      double[][] rows = new double[from.rows()][];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = from.get(image, row);
      }
      images[image] = Nd4j.createFromArray(rows).reshape(1, rows.length, from.pixels());
    }
    return new ArrayField(Nd4j.concat(0, images).castTo(type));
  }

  @Override
  public void write(Field values) {
    batch.gradientView().assign(((ArrayField) values).array());
  }
}
