package org.dl4jvision.data.fault;

import java.util.List;
import org.dl4jvision.check.Named;

/** Looks for one kind of fault in a data set. Implementations are immutable and thread-safe. */
public interface DataCheck extends Named {

  /** Whether what is found makes the data wrong; else it is a note, which may well be meant. */
  boolean isFault();

  /** What becomes of it in a repaired copy, in words that follow the number of findings. */
  String repair();

  /** Whether a repaired copy is free of it. */
  default boolean isRepaired() {
    return true;
  }

  /** What is found, in the order of the files. */
  List<Finding> find(CheckedData data);
}
