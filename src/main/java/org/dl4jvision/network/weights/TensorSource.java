package org.dl4jvision.network.weights;

import java.util.Set;

/** Tensors by name. */
public interface TensorSource {

  /** Where they come from, for messages, such as the name of a file. */
  String origin();

  /** The names of all tensors. */
  Set<String> names();

  /**
   * The tensor of a name.
   *
   * @throws IllegalArgumentException if there is none, or its numbers are of a type that no weights
   *     have
   */
  Tensor get(String name);
}
