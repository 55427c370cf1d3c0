package org.dl4jvision.acceleration.kind;

/**
 * Where a layer or vertex is to be accelerated.
 *
 * @param direct whether oneDNN may be called directly; else through ND4J
 */
public record Setting(boolean direct) {}
