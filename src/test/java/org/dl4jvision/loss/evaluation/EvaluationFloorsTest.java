package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inside of a package no class knows one that stands above it. */
class EvaluationFloorsTest {

  private static final String ROOT = EvaluationFloorsTest.class.getPackageName();

  /** A package, and its classes from the bottom up: each may know those before it. */
  record Room(String name, List<String> classes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Room> rooms() {
    return List.of(
        new Room(".memory", List.of("FloatMemory", "Shapes", "Numbers")),
        new Room(
            ".field",
            List.of(
                "Field",
                "ArrayField",
                "TileKernels",
                "Shelf",
                "FieldLender",
                "TileField",
                "DenseField",
                "CompactField",
                "ConstantField",
                "IndexField",
                "TileArena")),
        new Room(
            "",
            List.of(
                "BadLabel",
                "Weights",
                "Grouping",
                "Sums",
                "Planes",
                "RowFormula",
                "Derivatives",
                "Gradient",
                "Prediction",
                "SoftmaxPrediction",
                "SigmoidPrediction",
                "IdentityPrediction",
                "OutputActivation",
                "Pixels",
                "BatchArrays",
                "Sweep",
                "Labels",
                "TileMemory",
                "TileLabels",
                "Tile",
                "TileSweep",
                "ArraySweep",
                "RowSweep",
                "Batch",
                "Evaluation")));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void noClassKnowsAHigherOne(Room room) {
    String name = ROOT + room.name();
    JavaClasses all =
        new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(name);
    TreeSet<String> found = new TreeSet<>();
    TreeSet<String> upwards = new TreeSet<>();
    for (JavaClass type : all) {
      if (!type.getPackageName().equals(name) || type.getSimpleName().equals("package-info")) {
        continue;
      }
      String from = outer(type);
      found.add(from);
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().equals(name))
          .map(EvaluationFloorsTest::outer)
          .filter(to -> room.classes().indexOf(to) > room.classes().indexOf(from))
          .forEach(to -> upwards.add(from + " -> " + to));
    }
    assertEquals(new TreeSet<>(room.classes()), found, "classes without a floor");
    assertEquals(new TreeSet<>(), upwards);
  }

  /** The name of the class whose file a class stands in. */
  private static String outer(JavaClass type) {
    return type.getName().substring(type.getPackageName().length() + 1).replaceFirst("\\$.*", "");
  }
}
