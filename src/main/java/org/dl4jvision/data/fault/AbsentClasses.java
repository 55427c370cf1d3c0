package org.dl4jvision.data.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.ClassMaps;

/** Classes that are declared and occur nowhere, or not where they are learnt. */
public final class AbsentClasses implements DataCheck {

  /** The check, as the registry makes it. */
  public AbsentClasses() {}

  @Override
  public String name() {
    return "absent-classes";
  }

  @Override
  public String help() {
    return "classes of which there is no object or pixel, or none on training images";
  }

  @Override
  public boolean isFault() {
    return false;
  }

  @Override
  public String repair() {
    return "kept";
  }

  @Override
  public List<Finding> find(CheckedData data) {
    Map<Split, Set<String>> present = new EnumMap<>(Split.class);
    data.images()
        .forEach(
            facts ->
                present
                    .computeIfAbsent(facts.split(), split -> new HashSet<>())
                    .addAll(facts.classes()));
    Set<String> anywhere = new HashSet<>();
    present.values().forEach(anywhere::addAll);
    Set<String> learnt = present.getOrDefault(Split.TRAIN, anywhere);
    boolean masks = data.annotations().has(Content.MASKS);
    List<Finding> findings = new ArrayList<>();
    for (String name : data.classNames()) {
      // The background of outlines is nobody's to draw.
      if (data.images().isEmpty()
          || data.classFault().isPresent()
          || !masks && ClassMaps.isBackground(name)) {
        continue;
      }
      if (!anywhere.contains(name)) {
        findings.add(finding(data, name, "is on no image"));
      } else if (!learnt.contains(name)) {
        findings.add(
            finding(data, name, "is on no training image, but on others: it cannot be learnt"));
      }
    }
    return findings;
  }

  private static Finding finding(CheckedData data, String name, String problem) {
    String quoted = "'" + name + "'";
    return new Finding(data.files().root(), "class " + quoted + " " + problem, quoted);
  }
}
