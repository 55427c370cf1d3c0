package org.dl4jvision.loss.evaluation;

import org.dl4jvision.loss.evaluation.field.Field;

/** What a formula sees at one time: a tile of one image, or all pixels of all images. */
public interface Pixels {

  /** Returns the network's prediction for these pixels. */
  Prediction prediction();

  /** The labels: one row a class. Where a pixel is to be ignored they are 0. */
  Field target();

  /**
   * The mask's weight, 0 where a pixel is to be ignored: one row, or one row a class; null where
   * all are 1.
   */
  Field weight();

  /** Returns 1 for every class and pixel. */
  Field ones();

  /** Returns a field of one number a class, the same at every pixel. */
  Field ofClasses(double[] numbers);

  /** A number a group, the same for all its pixels and classes: one row. */
  Field ofGroups(double[] numbers);

  /** A number a group and class: {@code numbers[group][class]}. */
  Field ofGroupsAndClasses(double[][] numbers);

  /** Adds the sum over pixels of every row to sum {@code index} of the group. */
  void add(int index, Field terms);

  /** No derivatives, to be filled in and given to {@link #addGradient}. */
  Derivatives derivatives();

  /** Adds derivatives to the gradient; nothing where none is wanted. */
  void addGradient(Derivatives derivatives);

  /** Keeps a number a row and pixel; single rows and pixels are repeated. */
  void store(Field values, Planes to);

  /** Returns the numbers that were stored for these pixels. */
  Field load(Planes from);

  /** Sets the result to a number a class and pixel. */
  void write(Field values);
}
