package org.dl4jvision.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Set;

/**
 * The house: its rooms are the packages below {@code org.dl4jvision}, with the packages inside of
 * {@code loss}, and the layers that acceleration knows, as rooms of their own. A room knows rooms
 * of lower floors only.
 */
final class Floors {

  private static final String ROOT = "org.dl4jvision.";

  /** The rooms of every floor, from the bottom up; rooms of one floor do not know each other. */
  private static final List<List<String>> ALL =
      List.of(
          List.of("check"),
          List.of("io", "layer.activation", "layer.feature"),
          List.of("acceleration"),
          List.of("box", "model"),
          List.of("loss.math", "loss.registry", "loss.spatial"),
          List.of("loss.evaluation"),
          List.of("loss.family"),
          List.of("loss"),
          List.of("metric", "data", "layer"),
          List.of("network", "export", "report", "tile"),
          List.of("train"),
          List.of("task"),
          List.of("study", "example"),
          List.of("cli"),
          List.of("bench"));

  /** Layers that know no loss, so that acceleration can know them. */
  private static final Set<String> PLAIN_LAYERS = Set.of("layer.activation", "layer.feature");

  private Floors() {}

  /** All classes of the main tree but those that an annotation processor made. */
  static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests())
        .withImportOption(location -> !location.contains("jmh_generated"))
        .importPackages("org.dl4jvision");
  }

  /** The room of a class; null for classes of others. */
  static String room(JavaClass type) {
    String name = type.getPackageName() + ".";
    if (!name.startsWith(ROOT)) {
      return null;
    }
    String[] parts = name.substring(ROOT.length()).split("\\.");
    String inner = parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
    return parts[0].equals("loss") || PLAIN_LAYERS.contains(inner) ? inner : parts[0];
  }

  /**
   * The floor of a room, counted from 0 at the bottom.
   *
   * @throws IllegalStateException for a package that has no floor yet
   */
  static int of(String room) {
    for (int floor = 0; floor < ALL.size(); floor++) {
      if (ALL.get(floor).contains(room)) {
        return floor;
      }
    }
    throw new IllegalStateException("the package " + room + " is on no floor: add it to Floors");
  }
}
