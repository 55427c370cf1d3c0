package org.dl4jvision.data.fault;

import java.util.List;

/** What the reader said besides. */
public final class ReaderRemarks implements DataCheck {

  /** The check, as the registry makes it. */
  public ReaderRemarks() {}

  @Override
  public String name() {
    return "remarks";
  }

  @Override
  public String help() {
    return "what else was repaired, decided or left out when the data were read";
  }

  @Override
  public boolean isFault() {
    return false;
  }

  @Override
  public String repair() {
    return "done as they say";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    Unpaired unpaired = Unpaired.of(data);
    return data.remarks().stream()
        .filter(line -> !unpaired.isSaidBy(line))
        .map(line -> new Finding(data.files().root(), line))
        .toList();
  }
}
