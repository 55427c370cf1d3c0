package org.dl4jvision.loss.evaluation;

import java.util.function.Consumer;
import org.dl4jvision.loss.evaluation.field.ArrayField;
import org.dl4jvision.loss.evaluation.field.Field;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Shows a whole batch at once, computed by ND4J operations on whatever backend there is. */
final class ArraySweep implements Pixels {

  private final Sweep sweep;
  private final BatchArrays arrays;
  private final DataType type;
  private final INDArray valid;
  private Prediction prediction;
  private ArrayField target;
  private final Derivatives total = new Derivatives();

  private ArraySweep(Sweep sweep) {
    this.sweep = sweep;
    this.arrays = sweep.arrays();
    this.type = arrays.type();
    valid = sweep.ignored() == null ? null : arrays.labels().neq(sweep.ignored()).castTo(type);
  }

  /** Runs a sweep; whether it wrote to the gradient. */
  static boolean run(Sweep sweep, Consumer<Pixels> visitor) {
    ArraySweep all = new ArraySweep(sweep);
    visitor.accept(all);
    return all.writeGradient();
  }

  @Override
  public Prediction prediction() {
    if (prediction == null) {
      prediction = arrays.activation().newPrediction();
      prediction.restart(new ArrayField(arrays.logits()));
    }
    return prediction;
  }

  @Override
  public Field target() {
    if (target == null) {
      INDArray labels = arrays.labels();
      if (arrays.labelsAreClasses()) {
        labels = oneHot(labels);
      } else {
        labels = arrays.hasMask() ? Labels.withoutHidden(arrays) : labels;
        labels = valid == null ? labels : labels.mul(valid);
      }
      target = new ArrayField(labels);
    }
    return target;
  }

  private INDArray oneHot(INDArray labels) {
    int classes = arrays.classes();
    INDArray result = Nd4j.create(type, arrays.images(), classes, arrays.pixels());
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
      throw BadLabel.noClass(label, arrays.classes(), sweep.ignored());
    }
  }

  @Override
  public Field weight() {
    if (!arrays.hasMask()) {
      return valid == null ? null : new ArrayField(valid);
    }
    ArrayField mask = new ArrayField(arrays.mask());
    if (valid != null) {
      return mask.times(new ArrayField(valid));
    }
    // A mask of one weight an image is spread out, since it is counted pixel by pixel.
    return arrays.mask().size(2) == arrays.pixels()
        ? mask
        : mask.plus(new ArrayField(Nd4j.zeros(type, arrays.images(), 1, arrays.pixels())));
  }

  @Override
  public Field ones() {
    return new ArrayField(Nd4j.ones(type, arrays.images(), arrays.classes(), arrays.pixels()));
  }

  @Override
  public Field ofClasses(double[] numbers) {
    return new ArrayField(Nd4j.createFromArray(numbers).castTo(type).reshape(1, numbers.length, 1));
  }

  @Override
  public Field ofGroups(double[] numbers) {
    boolean ofPixels = sweep.isPerPixel();
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
    Sums sums = sweep.sums();
    if (sweep.isPerPixel()) {
      double[] values = ((ArrayField) terms.sumOverClasses()).array().dup('c').data().asDouble();
      for (int i = 0; i < values.length; i++) {
        sums.add(i, index, 0, values[i]);
      }
      return;
    }
    long[] shape = array.shape();
    // ND4J adds floats up in floats: a few thousand pixels cost two digits.
    INDArray exact = array.castTo(DataType.DOUBLE);
    INDArray spread = shape[2] == arrays.pixels() ? exact.sum(true, 2) : exact.mul(arrays.pixels());
    for (int image = 0; image < arrays.images(); image++) {
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

  /** Writes what the visitor gave; whether it gave anything. */
  private boolean writeGradient() {
    Gradient gradient = arrays.gradient();
    if (gradient == null || total.isEmpty()) {
      return false;
    }
    INDArray byLogits = ((ArrayField) prediction().backward(total)).array();
    if (gradient.isStarted()) {
      gradient.view().addi(byLogits);
    } else {
      gradient.view().assign(byLogits);
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
    arrays.gradient().view().assign(((ArrayField) values).array());
  }
}
