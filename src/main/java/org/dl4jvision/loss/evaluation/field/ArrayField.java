package org.dl4jvision.loss.evaluation.field;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A field of all images at once, [images, classes or 1, pixels or 1], computed by ND4J on any
 * backend.
 */
public record ArrayField(INDArray array) implements Field {

  private static ArrayField of(INDArray array) {
    return new ArrayField(array);
  }

  private static INDArray array(Field field) {
    return ((ArrayField) field).array;
  }

  @Override
  public int classes() {
    return Math.toIntExact(array.size(1));
  }

  @Override
  public Field plus(Field other) {
    return of(array.add(array(other)));
  }

  @Override
  public Field minus(Field other) {
    return of(array.sub(array(other)));
  }

  @Override
  public Field times(Field other) {
    return of(array.mul(array(other)));
  }

  @Override
  public Field dividedBy(Field other) {
    return of(array.div(array(other)));
  }

  @Override
  public Field max(Field other) {
    return of(Nd4j.math().max(array, array(other)));
  }

  @Override
  public Field greaterThan(Field other) {
    return minus(other).greaterThan(0);
  }

  @Override
  public Field plus(double number) {
    return of(array.add(number));
  }

  @Override
  public Field times(double number) {
    return of(array.mul(number));
  }

  @Override
  public Field max(double number) {
    return of(Transforms.max(array, number, true));
  }

  @Override
  public Field greaterThan(double number) {
    return of(array.gt(number).castTo(array.dataType()));
  }

  @Override
  public Field pow(double exponent) {
    return of(Transforms.pow(array, exponent, true));
  }

  @Override
  public Field sqrt() {
    return of(Transforms.sqrt(array, true));
  }

  @Override
  public Field timesOfClasses(double[] numbers) {
    return of(
        array.mul(
            Nd4j.createFromArray(numbers).castTo(array.dataType()).reshape(1, numbers.length, 1)));
  }

  @Override
  public Field mix(double[][] m) {
    INDArray matrix = Nd4j.createFromArray(m).castTo(array.dataType());
    INDArray[] images = new INDArray[(int) array.size(0)];
    for (int i = 0; i < images.length; i++) {
      INDArray mixed = matrix.mmul(array.slice(i).dup('c'));
      images[i] = mixed.dup('c').reshape(1, mixed.size(0), mixed.size(1));
    }
    return of(Nd4j.concat(0, images));
  }

  @Override
  public Field exp() {
    return of(Transforms.exp(array, true));
  }

  @Override
  public Field log() {
    return of(Transforms.log(array, true));
  }

  /**
   * By Kahan's identity: u = 1 + x, log(u) * x / (u - 1), since ND4J's log1p is not accurate for
   * small x.
   */
  @Override
  public Field log1p() {
    INDArray u = array.add(1);
    INDArray rounded = u.eq(1).castTo(array.dataType());
    INDArray factor = array.div(u.sub(1).addi(rounded));
    return of(Transforms.log(u, false).muli(factor).addi(array.mul(rounded)));
  }

  @Override
  public Field abs() {
    return of(Transforms.abs(array, true));
  }

  @Override
  public Field sign() {
    return of(Transforms.sign(array, true));
  }

  @Override
  public Field sumOverClasses() {
    return array.size(1) == 1 ? this : of(array.sum(true, 1));
  }

  @Override
  public Field maxOverClasses() {
    return array.size(1) == 1 ? this : of(array.max(true, 1));
  }
}
