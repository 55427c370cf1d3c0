/**
 * Loops over feature maps in the memory of the CPU backend, for what neither ND4J nor oneDNN has
 * fast: bringing channels last or first, and what layers do to such maps.
 *
 * <p>Maps are FLOAT, [N, H, W, C], dense and in c order. To add a loop, write a class with {@code
 * forward} and {@code gradient} around {@link org.dl4jvision.acceleration.loop.HostFloats}, which
 * divides rows among the cores; it allocates no map, writes all of its result and has a test that
 * compares it with a native operation. Loops know no layers and no workspaces, but for {@link
 * org.dl4jvision.acceleration.loop.ChannelsLast}, which copies into workspaces where it must.
 */
package org.dl4jvision.acceleration.loop;
