package org.dl4jvision.data.fault;

import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.io.DataFault.Kind;

/** Annotations of images that are not there. */
public final class AnnotationsWithoutImage implements DataCheck {

  /** The check, as the registry makes it. */
  public AnnotationsWithoutImage() {}

  @Override
  public String name() {
    return "missing-images";
  }

  @Override
  public String help() {
    return "annotations and masks whose image is not there";
  }

  @Override
  public boolean isFault() {
    return true;
  }

  @Override
  public String repair() {
    return "left out";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return Stream.concat(
            Refusals.of(data, Kind.NO_IMAGE),
            Unpaired.of(data).masks().stream()
                .map(mask -> new Finding(mask, mask + ": there is no image of this mask")))
        .toList();
  }
}
