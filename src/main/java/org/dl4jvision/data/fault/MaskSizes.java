package org.dl4jvision.data.fault;

import java.util.List;
import org.dl4jvision.io.DataFault.Kind;

/** Masks of another size than their images. */
public final class MaskSizes implements DataCheck {

  /** The check, as the registry makes it. */
  public MaskSizes() {}

  @Override
  public String name() {
    return "mask-sizes";
  }

  @Override
  public String help() {
    return "masks of another size than their image";
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
    return MaskValues.findings(data.maskFaults(Kind.MASK_SIZE));
  }
}
