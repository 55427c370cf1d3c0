/**
 * Computations of oneDNN on dense arrays, with all that depends on shapes prepared once, and as
 * operations of ND4J, which prepare it anew each time: the portable path.
 *
 * <p>Everything but {@link org.dl4jvision.acceleration.onednn.Convolution} and {@link
 * org.dl4jvision.acceleration.onednn.Geometry} needs the bindings of oneDNN, an optional
 * dependency: ask {@link org.dl4jvision.acceleration.onednn.OneDnn#obstacle} first. To add a
 * computation, keep a {@code Primitive} for each direction while the shape of the input stays the
 * same, and open {@code OpenMpThreads} around its execution. Nothing here knows layers or
 * workspaces, and no array outlives a call.
 */
package org.dl4jvision.acceleration.onednn;
