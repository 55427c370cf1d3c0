/**
 * What encoders, decoders and networks are put together from: {@link
 * org.dl4jvision.network.blocks.GraphWriter} writes the layers of a graph, {@link
 * org.dl4jvision.network.blocks.Feature} is a map that one of them gives, and blocks are methods
 * that take the one and return the other.
 *
 * <p>To add a block, write such a method: names of its layers begin with the name it is given, and
 * channels and strides come from its input. Blocks know no network and no loss.
 */
package org.dl4jvision.network.blocks;
