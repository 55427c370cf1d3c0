/**
 * Families of losses: what losses of the same kind share, so that each of them is little more than
 * its formula.
 *
 * <ul>
 *   <li>{@link org.dl4jvision.loss.family.VisionLoss} is every loss: ND4J's interface, options,
 *       JSON, equality, builders.
 *   <li>{@link org.dl4jvision.loss.family.DenseLoss} predicts something for every pixel: {@link
 *       org.dl4jvision.loss.family.PixelLoss} (a term a pixel; {@link
 *       org.dl4jvision.loss.family.RegressionLoss} of the error alone), {@link
 *       org.dl4jvision.loss.family.RegionLoss} (a function of sums; {@link
 *       org.dl4jvision.loss.family.OverlapLoss} of overlap and sizes) and {@link
 *       org.dl4jvision.loss.family.ImageLoss} (an image as a whole; {@link
 *       org.dl4jvision.loss.family.LocalLoss} a mean over its pixels).
 *   <li>{@link org.dl4jvision.loss.family.BoxLoss} compares two boxes a row.
 *   <li>{@link org.dl4jvision.loss.family.CombinedLoss} is made of others.
 * </ul>
 *
 * A dense loss is evaluated by a {@link org.dl4jvision.loss.family.Pass}: it gathers what it has to
 * know of the whole in a first sweep over the pixels, if anything, and accumulates its losses and
 * derivatives in a second one. Passes with the same ignore index share both.
 *
 * <p>A new family extends one of these, overrides what makes a pass, and has a builder for options
 * of its own. It knows no loss by name.
 */
package org.dl4jvision.loss.family;
