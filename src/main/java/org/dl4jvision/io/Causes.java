package org.dl4jvision.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands behind an exception. */
public final class Causes {

  private Causes() {}

  /**
   * The exception itself, its causes and what was suppressed on the way, each once and outer ones
   * first; causes may form a circle.
   */
  public static List<Throwable> of(Throwable exception) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> all = new ArrayList<>();
    all.add(exception);
    seen.add(exception);
    for (int i = 0; i < all.size(); i++) {
      Throwable one = all.get(i);
      if (one.getCause() != null && seen.add(one.getCause())) {
        all.add(one.getCause());
      }
      for (Throwable suppressed : one.getSuppressed()) {
        if (seen.add(suppressed)) {
          all.add(suppressed);
        }
      }
    }
    return all;
  }

  /** The outermost of a type. */
  public static <T extends Throwable> Optional<T> first(Throwable exception, Class<T> type) {
    return of(exception).stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
