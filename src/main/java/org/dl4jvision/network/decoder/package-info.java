/**
 * Decoders: from an encoder's maps to one of logits, of any stride; the network enlarges it to the
 * size of the image. Every one works with every encoder.
 *
 * <p>To add one, write a class that implements {@link org.dl4jvision.network.decoder.Decoder}, a
 * line in {@link org.dl4jvision.network.decoder.Decoders}, and a test that extends {@code
 * BaseDecoderTestCase} and only names it.
 *
 * <p>A decoder takes what strides and channels come; it knows no encoder by name, no classes and no
 * loss.
 */
package org.dl4jvision.network.decoder;
