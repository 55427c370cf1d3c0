package org.dl4jvision.study.explain;

import java.util.function.Consumer;
import org.dl4jvision.check.Named;

/**
 * A way to explain a trained network. It has no state. A new one is a class and a line in {@code
 * META-INF/services/org.dl4jvision.study.explain.Explanation}.
 *
 * @param <S> what it explains
 */
public interface Explanation<S> extends Named {

  /** What it explains, such as {@link SegmentationSubject}. */
  Class<S> subject();

  /**
   * Explains.
   *
   * @param progress is told how far it is, where it takes long
   */
  Finding explain(S subject, Consumer<String> progress);
}
