package org.dl4jvision.data;

import java.io.Serializable;

/**
 * Where one example of a batch comes from.
 *
 * @param name name of the sample
 * @param index its index in the split
 * @param height rows before padding to the network's stride
 * @param width columns before padding to the network's stride
 */
public record ExampleInfo(String name, int index, int height, int width) implements Serializable {}
