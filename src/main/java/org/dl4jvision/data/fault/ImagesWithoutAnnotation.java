package org.dl4jvision.data.fault;

import java.util.List;

/** Images of which nothing is said. */
public final class ImagesWithoutAnnotation implements DataCheck {

  /** The check, as the registry makes it. */
  public ImagesWithoutAnnotation() {}

  @Override
  public String name() {
    return "unannotated-images";
  }

  @Override
  public String help() {
    return "images beside annotated ones of which nothing is said";
  }

  @Override
  public boolean isFault() {
    return false;
  }

  @Override
  public String repair() {
    return "left out";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return Unpaired.of(data).images().stream()
        .map(image -> new Finding(image, image + ": nothing is said of it"))
        .toList();
  }
}
