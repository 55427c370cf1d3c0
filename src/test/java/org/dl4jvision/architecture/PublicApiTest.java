package org.dl4jvision.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users can call is written down in {@code src/test/resources/api.txt}, so that a review shows
 * what breaks for them. {@code mvn test -Dtest=PublicApiTest -Dapi.write=true} writes it anew.
 */
class PublicApiTest {

  private static final Path RECORD = Path.of("src/test/resources/api.txt");

  /** The command line and the benchmarks are programs, not a library. */
  private static final Set<String> PROGRAMS = Set.of("cli", "bench");

  @Test
  void isTheOneOnRecord() throws IOException {
    String now = signatures();
    if (Boolean.getBoolean("api.write")) {
      Files.writeString(RECORD, now);
    }
    assertEquals(
        Files.readString(RECORD),
        now,
        "the public API changed; if that is meant: mvn test -Dtest=PublicApiTest -Dapi.write=true");
  }

  private static String signatures() {
    TreeMap<String, List<String>> types = new TreeMap<>();
    for (JavaClass type : Floors.classes()) {
      if (isVisible(type) && !PROGRAMS.contains(Floors.room(type))) {
        types.put(type.getName(), members(type));
      }
    }
    return types.values().stream()
        .flatMap(List::stream)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> members(JavaClass type) {
    List<String> lines = new ArrayList<>();
    String parents =
        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
            .map(JavaClass::getName)
            .filter(name -> !name.startsWith("java.lang."))
            .sorted()
            .collect(Collectors.joining(", "));
    lines.add(kind(type) + " " + type.getName() + (parents.isEmpty() ? "" : " : " + parents));
    type.getMembers().stream()
        .filter(PublicApiTest::isVisible)
        .map(PublicApiTest::signature)
        .sorted()
        .distinct()
        .forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static String kind(JavaClass type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isEnum()) {
      return "enum";
    }
    if (type.isRecord()) {
      return "record";
    }
    boolean isAbstract = type.getModifiers().contains(JavaModifier.ABSTRACT);
    return isAbstract ? "abstract class" : "class";
  }

  private static boolean isVisible(JavaClass type) {
    return isVisible(type.getModifiers())
        && !type.isAnonymousClass()
        && type.getEnclosingClass().map(PublicApiTest::isVisible).orElse(true);
  }

  private static boolean isVisible(JavaMember member) {
    return isVisible(member.getModifiers())
        && !(member.getModifiers().contains(JavaModifier.PROTECTED)
            && member.getOwner().getModifiers().contains(JavaModifier.FINAL));
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC)
        && !modifiers.contains(JavaModifier.BRIDGE);
  }

  private static String signature(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    String prefix =
        (modifiers.contains(JavaModifier.PROTECTED) ? "protected " : "")
            + (modifiers.contains(JavaModifier.STATIC) ? "static " : "")
            + (modifiers.contains(JavaModifier.ABSTRACT) ? "abstract " : "");
    if (member instanceof JavaField field) {
      return prefix + field.getName() + ": " + field.getType().getName();
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    String parameters =
        unit.getParameterTypes().stream().map(JavaType::getName).collect(Collectors.joining(", "));
    String name = unit.isConstructor() ? "new" : unit.getName();
    return prefix + name + "(" + parameters + "): " + unit.getReturnType().getName();
  }
}
