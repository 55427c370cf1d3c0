package org.dl4jvision.study.advice;

import java.util.List;
import java.util.ServiceLoader;

/**
 * All advisers: those that {@code META-INF/services/org.dl4jvision.study.advice.Adviser} names in
 * this library and in others on the class path. An adviser holds options, so that everybody gets
 * new ones.
 */
public final class Advisers {

  private Advisers() {}

  /** New advisers with default options, one a task. */
  public static List<Adviser> all() {
    return ServiceLoader.load(Adviser.class, Advisers.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
