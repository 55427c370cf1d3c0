package org.dl4jvision.data.fault;

import java.util.List;

/** Finds objects that are wrong in one way. */
abstract class ObjectCheck implements DataCheck {

  private final String name;
  private final String help;
  private final ObjectDoubt.Kind kind;
  private final String repair;

  ObjectCheck(String name, String help, ObjectDoubt.Kind kind, String repair) {
    this.name = name;
    this.help = help;
    this.kind = kind;
    this.repair = repair;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String help() {
    return help;
  }

  @Override
  public final boolean isFault() {
    return true;
  }

  @Override
  public final String repair() {
    return repair;
  }

  @Override
  public List<Finding> find(CheckedData data) {
    return data.images().stream()
        .flatMap(
            facts ->
                facts.doubts().stream()
                    .filter(doubt -> doubt.kind() == kind)
                    .map(doubt -> doubt.finding(facts.image())))
        .toList();
  }
}
