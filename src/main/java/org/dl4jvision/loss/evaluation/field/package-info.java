/**
 * Numbers for the classes and pixels of an image, with the arithmetic that formulas are written in.
 *
 * <pre>
 *                         Field                        what formulas see
 *                       /       \
 *             ArrayField         TileField             all images, by ND4J | one tile, in plain Java
 *                              /          \
 *                    DenseField           CompactField
 *                 [classes][pixels]       /          \
 *                               ConstantField     IndexField
 *                               a number a class  a class and a number a pixel
 * </pre>
 *
 * <p>A {@link org.dl4jvision.loss.evaluation.field.TileArena} owns everything that one thread needs
 * for a tile: it lends fields one by one and takes all of them back when the next tile starts, so
 * that results need neither be freed nor collected. Compact fields keep products cheap: with labels
 * that are class indices, a product costs a pixel what it costs a single class.
 *
 * <p>A new operation is a method of {@link org.dl4jvision.loss.evaluation.field.Field} with one
 * line in {@code ArrayField}, and one line and a kernel of its own in {@code DenseField}; compact
 * fields inherit it. Operations neither allocate nor call anything for a single number.
 *
 * <p>This package knows no label, prediction or loss.
 */
package org.dl4jvision.loss.evaluation.field;
