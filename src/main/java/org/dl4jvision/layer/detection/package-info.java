/**
 * Detection heads as output layers of Deeplearning4j.
 *
 * <p>A {@link org.dl4jvision.layer.detection.Head} says how boxes and the numbers of a network
 * correspond. It is put together from small parts, which a second stage can share:
 *
 * <ul>
 *   <li>{@link org.dl4jvision.layer.detection.AnchorGenerator}: from what predictions start, on the
 *       locations of {@link org.dl4jvision.layer.detection.Levels}; {@link
 *       org.dl4jvision.layer.detection.AnchorSizes} finds sizes, in the data, too;
 *   <li>{@link org.dl4jvision.layer.detection.BoxCoder}: what four numbers mean, relative to an
 *       {@link org.dl4jvision.layer.detection.Anchor};
 *   <li>{@link org.dl4jvision.layer.detection.Matcher}: which prediction should see which object,
 *       see nothing, or is ignored, as {@link org.dl4jvision.layer.detection.Matches};
 *   <li>{@link org.dl4jvision.layer.detection.Sampler}: which of them count;
 *   <li>{@link org.dl4jvision.layer.detection.HeadLoss}: what wrong numbers cost.
 * </ul>
 *
 * <p>{@link org.dl4jvision.layer.detection.DetectionLossLayer} makes any head the output layer of a
 * network, {@link org.dl4jvision.layer.detection.LevelsVertex} brings the levels of a feature
 * pyramid together before it, and {@link org.dl4jvision.layer.detection.DetectionDecoder} turns the
 * network's output into detections.
 *
 * <p><b>A new head</b> is one class and one line in {@link org.dl4jvision.layer.detection.Heads}:
 *
 * <pre>{@code
 * public final class MyHead extends Head {
 *   public static final HeadType TYPE = new HeadType("mine", "when to choose it", MyHead::builder);
 *
 *   private final double radius;                 // an option: saved, compared and printed
 *   private final transient Matcher matcher;     // made of options
 *
 *   private MyHead(Builder builder) {
 *     super(builder);
 *     radius = builder.radius;
 *     matcher = new CenterMatcher(anchorGenerator(), radius, 4);
 *   }
 *
 *   public static Builder builder() { .. }
 *
 *   // hasQuality, score, coder, matcher and terms: what the head is
 *
 *   public static final class Builder extends HeadBuilder<Builder> {
 *     private double radius = 1.5;
 *
 *     public Builder radius(double strides) { .. }   // the option's method has the field's name
 *     ..
 *   }
 * }
 * }</pre>
 *
 * <p>A complete one is {@code OwnHead} of the extension tests. The command line ({@code --head} and
 * its help; a head's own options are set from Java), JSON and the training follow by themselves,
 * and a test class of a few lines that extends {@code BaseHeadTestCase} holds it to what all heads
 * promise. An option that is renamed keeps its old name in saved models as a {@code @JsonAlias} of
 * the builder's method.
 *
 * <p>Nothing here knows of backbones, data sets or training.
 */
package org.dl4jvision.layer.detection;
