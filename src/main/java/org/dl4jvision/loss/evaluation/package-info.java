/**
 * How losses are evaluated: everything that is common to all of them.
 *
 * <p>A loss is a formula on fields; here it meets the arrays. Two roads lead from the arrays to the
 * same numbers, and a formula does not know on which of them it is:
 *
 * <pre>
 *  labels, predictions, mask            any accepted shape, layout and type
 *          |  BatchArrays               checked, seen as [images, classes, pixels]
 *          v
 *        Batch.sweep(visitor)           any number of times
 *          |
 *    .-----+-----------------.
 *    v                       v
 *  TileSweep             ArraySweep     FLOAT in the memory of a CPU | all else, through ND4J
 *    |  units, threads       |
 *    v                       |
 *  Tile &lt;- TileLabels        |
 *    |                       |
 *    '-----&gt; Pixels &lt;--------'          what a formula sees at one time
 *              |
 *   logits --&gt; Prediction               p, log p, log(1 - p), each when first asked for
 *              |
 *              v
 *           formula  ----------------&gt; add(terms)       --&gt; Sums, a group and class
 *              |
 *              v
 *           Derivatives                 by p, log p, log(1 - p), logit
 *              |  Prediction.backward
 *              v
 *           derivative by the logits  --&gt; Gradient      in the shape of the predictions
 * </pre>
 *
 * <p><b>Why tiles.</b> A formula is a dozen operations on each number. On whole arrays each of them
 * would go through main memory; a tile of some hundred pixels of all classes stays in the cache
 * from the logits to the gradient, so that the memory is read once and written once. Class indices
 * stay indices, and one-hot labels of many classes become some.
 *
 * <p><b>Why two paths.</b> Tiles need the CPU's memory. {@code ArraySweep} asks for nothing but
 * ND4J operations, so it runs on a GPU, computes DOUBLE, and is what tiles are tested against; the
 * system property {@code org.dl4jvision.portable=true} takes it for everything.
 *
 * <p><b>Where a gradient is made.</b> A formula gives derivatives by whatever is simplest for it,
 * and the {@code Prediction} turns their sum into the derivative by the logits, without dividing by
 * a probability that has vanished. The first sweep that gives any writes to the {@code Gradient},
 * later ones add to it. Losses that sum first and differentiate later sweep twice ({@code
 * loss.family.SharedSweep} runs both, {@code RegionPass} is Dice's way); {@link
 * org.dl4jvision.loss.evaluation.Batch#sweepForP} keeps the exponentials of the first sweep in the
 * still empty array of the gradient, where the second sweep reads them, tile by tile, before it
 * writes over them.
 *
 * <p><b>Buffers.</b> Nothing that grows with the arrays is left to the garbage collector. A unit of
 * work borrows a {@code TileArena}, whose fields are taken back at every tile, and {@code Sums};
 * {@link org.dl4jvision.loss.evaluation.Planes} borrow their rows from one sweep to the next. All
 * of them come from a {@link org.dl4jvision.loss.math.BufferPool} and are released to it.
 *
 * <p><b>Threads.</b> An image is one unit or several, of many tiles each, and a thread does a unit
 * at a time with an arena, a {@code Tile} and sums of its own. Units write to different parts of
 * the gradient, so they need no locks. The sums are added up in the order of the units, not in that
 * in which they are done: the same arrays always give the same numbers.
 *
 * <p><b>Floors.</b> No class knows one of a higher floor:
 *
 * <pre>
 *  7  Evaluation                                        the answer: losses and gradient
 *  6  Batch                                             what losses call
 *  5  TileSweep, ArraySweep, RowSweep                   the ways over the arrays
 *     Tile, TileLabels, Labels, TileMemory, Sweep
 *  4  BatchArrays                                       the arrays of one evaluation
 *  3  OutputActivation, Pixels
 *  2  Prediction and its three kinds
 *  1  Derivatives, Sums, Planes, Grouping, Gradient, RowFormula, BadLabel, Weights
 *  -  field (numbers and their arithmetic), memory (arrays where they lie)
 * </pre>
 *
 * <p>A new activation with a closed form is a {@code Prediction} and a line in {@code
 * OutputActivation}. This package knows no loss, layer or data set.
 */
package org.dl4jvision.loss.evaluation;
