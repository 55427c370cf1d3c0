package org.dl4jvision.export.graph;

/**
 * What an input, a constant or a node gives: an array of so many dimensions, of a size that is
 * known when the model is run.
 *
 * @param name in the graph
 * @param rank the number of its dimensions
 */
public record OnnxValue(String name, int rank) {

  /** Stands where an optional input of a node is left out. */
  public static final OnnxValue NONE = new OnnxValue("", 0);
}
