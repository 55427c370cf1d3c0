package org.dl4jvision.export.operation;

import java.util.function.BiFunction;
import org.dl4jvision.check.Named;
import org.dl4jvision.export.graph.OnnxValue;

/**
 * What a kind of layer, vertex, preprocessor or activation is in ONNX.
 *
 * @param name by which it is listed
 * @param help what it is
 * @param type the class of its configuration; subclasses behave otherwise and are not meant
 * @param writer adds the nodes for one, and returns what it gives
 * @param <S> the configuration
 */
public record OnnxOperation<S>(
    String name, String help, Class<S> type, BiFunction<S, Site, OnnxValue> writer)
    implements Named {

  /** Adds the nodes for a configuration of {@link #type}. */
  OnnxValue write(Object configuration, Site site) {
    return writer.apply(type.cast(configuration), site);
  }
}
