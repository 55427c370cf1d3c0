package org.dl4jvision.network.reference;

import org.dl4jvision.check.Named;
import org.dl4jvision.network.encoder.Arguments;
import org.nd4j.linalg.api.buffer.DataType;

/** A network that was published, with the arguments of the function that makes it. */
public interface ReferenceNetwork extends Named {

  /**
   * Builds it.
   *
   * @param arguments as the published function takes them; those that are not asked for here are
   *     refused
   * @throws IllegalArgumentException naming an argument that has no such value here
   */
  ReferenceGraph build(Arguments arguments, DataType type);
}
