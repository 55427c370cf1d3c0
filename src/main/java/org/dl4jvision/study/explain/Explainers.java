package org.dl4jvision.study.explain;

import java.util.List;
import java.util.ServiceLoader;

/**
 * All explainers: those that {@code META-INF/services/org.dl4jvision.study.explain.Explainer} names
 * in this library and in others on the class path. An explainer holds options, so that everybody
 * gets new ones.
 */
public final class Explainers {

  private Explainers() {}

  /** New explainers with default options, one a task. */
  public static List<Explainer> all() {
    return ServiceLoader.load(Explainer.class, Explainers.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
