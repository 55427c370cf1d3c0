/**
 * Losses for segmentation and detection, as {@link org.nd4j.linalg.lossfunctions.ILossFunction}s.
 *
 * <p><b>Which to choose.</b> {@link org.dl4jvision.loss.LossCrossEntropy} for classes that exclude
 * each other, {@link org.dl4jvision.loss.LossBinaryCrossEntropy} for one class or classes that
 * overlap, {@link org.dl4jvision.loss.LossDice} where the regions are small beside the background.
 * Dice alone may collapse early in training; {@code dice + cross-entropy} ({@link
 * org.dl4jvision.loss.Losses#parse}) is a good default. {@link org.dl4jvision.loss.LossMeanL1} is
 * for regression maps.
 *
 * <p>For boxes, rows of four numbers, {@link org.dl4jvision.loss.LossGIoU} is the usual first
 * choice; {@link org.dl4jvision.loss.LossCIoU} is common with anchors. {@link
 * org.dl4jvision.loss.LossIoU} and {@link org.dl4jvision.loss.LossAlphaIoU} have no gradient where
 * boxes are apart. {@link org.dl4jvision.loss.LossQualityFocal} and {@link
 * org.dl4jvision.loss.LossVarifocal} are for the classes of boxes, {@link
 * org.dl4jvision.loss.LossDistributionFocal} for edges given as distributions.
 *
 * <p><b>What a layer makes of them.</b> A loss is one number an image; the network's score is the
 * mean over the batch. {@code SegmentationLossLayer} hands the loss whole images, so that this is
 * so whatever the image size: use it. DL4J's own layers hand over rows [rows, C] and do not say
 * which belong to one image:
 *
 * <table>
 *   <caption>Score of the network, B images of P pixels</caption>
 *   <tr><th>layer</th><th>pixel losses</th><th>region losses (Dice)</th></tr>
 *   <tr><td>SegmentationLossLayer</td><td>mean over images of the mean over pixels</td><td>mean over images</td></tr>
 *   <tr><td>OutputLayer, LossLayer (rank 2)</td><td>mean over rows</td><td>of all rows together</td></tr>
 *   <tr><td>RnnOutputLayer, RnnLossLayer</td><td>sum over time steps, mean over examples</td>
 *       <td>of all rows together, times the time steps</td></tr>
 *   <tr><td>CnnLossLayer, Cnn3DLossLayer</td><td>sum over pixels, mean over images: P times as large</td>
 *       <td>of all rows together, times P</td></tr>
 * </table>
 *
 * Score and gradient agree in each of them; only the scale differs, and with it the learning rate
 * that suits.
 *
 * <p><b>A loss of one's own</b> is its formula. Extend {@link
 * org.dl4jvision.loss.family.RegionLoss} with a function of a few sums, whose derivative is taken
 * automatically, {@link org.dl4jvision.loss.family.PixelLoss} or {@link
 * org.dl4jvision.loss.family.RegressionLoss} with a value and a derivative at a pixel, {@link
 * org.dl4jvision.loss.family.LocalLoss} with those of an image whose pixels depend on their
 * surroundings, or {@link org.dl4jvision.loss.family.BoxLoss} with a function of two boxes:
 *
 * <pre>
 * &#64;LossInfo(name = "ochiai", help = "one minus the cosine between prediction and label")
 * final class LossOchiai extends RegionLoss {
 *   &#64;Override
 *   protected Set&lt;RegionSum&gt; sums() {
 *     return Set.of(OVERLAP, PREDICTION, TARGET);
 *   }
 *
 *   &#64;Override
 *   protected Scalar lossOfClass(Region region) {
 *     Scalar size = region.get(PREDICTION).times(region.get(TARGET)).sqrt();
 *     return smoothRatio(region.get(OVERLAP), size).complement();
 *   }
 * }
 * </pre>
 *
 * Activations, masks, weights, class indices, data formats, types, JSON and both ways of evaluation
 * come with the family, and so do options: {@link org.dl4jvision.loss.Losses#register} makes {@code
 * ochiai(batch=true, smooth=1)} an expression. An option of its own is a field with {@link
 * org.dl4jvision.loss.registry.LossOption}; a builder, as the losses here have it, only makes it
 * convenient in Java. To add a loss to the library is to add its class here, a line to {@link
 * org.dl4jvision.loss.Losses} and a test that names it.
 *
 * <p>This package has formulas only: what families share is in {@code family}, names and options in
 * {@code registry}, how arrays are walked over in {@code evaluation}, arithmetic in {@code math}
 * and {@code spatial}.
 */
package org.dl4jvision.loss;
