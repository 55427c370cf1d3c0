package org.dl4jvision.acceleration.kind;

/**
 * Where a layer or vertex is to be accelerated.
 *
 * @param direct whether oneDNN may be called directly; else through ND4J
 * @param backwardOfInference whether a wrapper goes back through what the layer computed as in
 *     inference
 */
public record Setting(boolean direct, boolean backwardOfInference) {}
