package org.dl4jvision.data.fault;

import java.util.List;
import java.util.Map;
import org.dl4jvision.data.AnnotatedImage;

/** Masks with values that are of no class. */
public final class MaskValues implements DataCheck {

  /** The check, as the registry makes it. */
  public MaskValues() {}

  @Override
  public String name() {
    return "mask-values";
  }

  @Override
  public String help() {
    return "masks with values or colors that are of no class";
  }

  @Override
  public boolean isFault() {
    return true;
  }

  @Override
  public String repair() {
    return "left out with their images";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return findings(data.maskFaults(null));
  }

  /** What is wrong with masks, by their images. */
  static List<Finding> findings(Map<AnnotatedImage, IllegalArgumentException> faults) {
    return faults.entrySet().stream()
        .map(one -> new Finding(one.getKey().file(), one.getValue().getMessage()))
        .toList();
  }
}
