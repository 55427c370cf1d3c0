/**
 * Kinds of layers and vertices that have a faster form, a class each.
 *
 * <p>To add one:
 *
 * <ol>
 *   <li>A class that extends {@link org.dl4jvision.acceleration.kind.AcceleratedKind}: which class
 *       of DL4J it stands for, {@code fit} for whether it can take one as it is configured, with
 *       one line that says why not, and {@code accelerate} for what takes its place.
 *   <li>What takes its place. A layer without parameters needs a {@code MapOperation} only, which
 *       computes with dense maps [N, H, W, C]: {@code ChannelsLastLayer} brings and takes them as
 *       the neighbors want. A vertex of several inputs extends {@code ChannelsLastVertex}. A layer
 *       that convolves extends {@code ConvolvingLayer}, and its kind {@code ConvolvingKind}: what
 *       is left to say is how weights and an input become a map, and gradients theirs. Another one
 *       with parameters extends DL4J's layer and overrides its two passes, as {@code
 *       BatchNormalizationLayer} does; {@link org.dl4jvision.acceleration.kind.Wiring} has their
 *       maps, and {@code Succession} hands over what layers share with their network.
 *   <li>A line in {@link org.dl4jvision.acceleration.kind.AcceleratedKinds#ALL}.
 *   <li>A test that extends BaseAcceleratedKindTestCase, or BaseConvolvingKindTestCase, and names
 *       the kind; it compares outputs, gradients and saved models with DL4J's over random
 *       configurations.
 * </ol>
 *
 * <p>What a faster form does not take, such as global pooling with a mask, it leaves to DL4J's own
 * layer inside it. A form that gives no maps, as global pooling, takes channels last and never
 * gives them ({@code Fit}). Kinds know neither each other nor networks, except that a convolution
 * looks behind the upsampling before it; loops over memory are in {@code loop}, oneDNN in {@code
 * onednn}. These packages are public for each other, not for users.
 */
package org.dl4jvision.acceleration.kind;
