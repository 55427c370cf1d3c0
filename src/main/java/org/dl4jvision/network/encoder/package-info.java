/**
 * Encoders: from an image to maps of features at growing strides. Every one works with every
 * decoder and under every detector whose strides it has.
 *
 * <p>To add one, write a class that implements {@link org.dl4jvision.network.encoder.Encoder} with
 * the methods of {@link org.dl4jvision.network.blocks.GraphWriter}, a line in {@link
 * org.dl4jvision.network.encoder.Encoders}, and a test that extends {@code BaseEncoderTestCase} and
 * only names it. Sizes of one architecture are instances of one class, a line each.
 *
 * <p>One that was published with weights extends {@link
 * org.dl4jvision.network.encoder.PublishedEncoder} and writes its layers with {@link
 * org.dl4jvision.network.blocks.Modules}, under the names that they have in checkpoints, which are
 * then read without a table of names.
 *
 * <p>An encoder knows neither what comes after it nor what the network is for.
 */
package org.dl4jvision.network.encoder;
