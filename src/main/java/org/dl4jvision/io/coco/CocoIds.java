package org.dl4jvision.io.coco;

import java.util.HashMap;
import java.util.Map;

/** The ids that a file declares of its images or of its categories, in their order. */
final class CocoIds {

  private final Map<CocoId, Integer> indices = new HashMap<>();

  /** Declares the next id; false if it is declared already. */
  boolean add(CocoId id) {
    return indices.putIfAbsent(id, indices.size()) == null;
  }

  int size() {
    return indices.size();
  }

  /** Whether this very id is declared. */
  boolean contains(CocoId id) {
    return indices.containsKey(id);
  }

  /**
   * The place of an id, from 0; -1 if it is not declared. A text stands for the number that it
   * shows, and a number for its text, where only the other one is declared.
   */
  int indexOf(CocoId id) {
    Integer index = indices.get(id);
    if (index == null) {
      index = indices.get(id.asOtherKind());
    }
    return index == null ? -1 : index;
  }
}
