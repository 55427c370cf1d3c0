package org.dl4jvision.report.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Facts by what they are called.
 *
 * @param facts in their order
 */
public record Facts(Map<String, String> facts) implements Block {

  /** Keeps the order. */
  public Facts {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  @Override
  public void writeTo(BlockWriter writer) {
    writer.facts(this);
  }
}
