package org.dl4jvision.layer.detection;

import java.util.Objects;
import java.util.function.Supplier;
import org.dl4jvision.check.Named;

/**
 * A kind of detection head as users ask for it by name.
 *
 * @param name as on the command line and in files
 * @param help one line: what it is and when to choose it
 * @param builders gives a new builder of the head with its defaults
 */
public record HeadType(String name, String help, Supplier<? extends HeadBuilder<?>> builders)
    implements Named {

  public HeadType {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(help, "help");
    Objects.requireNonNull(builders, "builders");
  }

  /** A builder of the head with its defaults. */
  public HeadBuilder<?> builder() {
    return builders.get();
  }

  /** Whether the head tells what an object is, not only where. */
  public boolean tellsClasses() {
    return builder().build().tellsClasses();
  }

  /** The name, as messages and reports have it. */
  @Override
  public String toString() {
    return name;
  }
}
