package org.dl4jvision.data.fault;

import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.data.fault.ObjectDoubt.Kind;
import org.dl4jvision.io.DataFault;

/** Objects of classes that the data do not declare. */
public final class UnknownClasses extends ObjectCheck {

  /** The check, as the registry makes it. */
  public UnknownClasses() {
    super(
        "unknown-classes",
        "objects of a class that is not in the list of classes",
        Kind.UNKNOWN_CLASS,
        "left out");
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return Stream.concat(Refusals.of(data, DataFault.Kind.UNKNOWN_CLASS), super.find(data).stream())
        .toList();
  }
}
