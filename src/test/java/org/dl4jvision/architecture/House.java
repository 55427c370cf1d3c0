package org.dl4jvision.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the code itself says of its structure.
 *
 * @param rooms from the top floor down
 */
record House(List<Room> rooms) {

  private static final Pattern FIRST_SENTENCE =
      Pattern.compile("/\\*\\*(.*?[.])(?:\\s)", Pattern.DOTALL);

  /**
   * A package, with those inside of it.
   *
   * @param purpose the first sentence of its package documentation
   * @param wings the packages inside, by their last names
   * @param classes how many top-level classes there are, wings included
   * @param uses the rooms that it knows
   */
  record Room(
      String name, int floor, String purpose, Set<String> wings, int classes, Set<String> uses) {}

  /**
   * Reads the structure.
   *
   * @param sources the folder of the root package, for the package documentation
   */
  static House read(JavaClasses classes, Path sources) {
    Map<String, Set<String>> uses = new TreeMap<>();
    Map<String, Set<String>> wings = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (JavaClass type : classes) {
      String room = Floors.room(type);
      String wing = type.getPackageName().substring(("org.dl4jvision." + room).length());
      if (!wing.isEmpty()) {
        wings.computeIfAbsent(room, r -> new TreeSet<>()).add(wing.substring(1));
      }
      if (type.getEnclosingClass().isEmpty() && !type.getSimpleName().equals("package-info")) {
        counts.merge(room, 1, Integer::sum);
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String other = Floors.room(dependency.getTargetClass());
        if (other != null && !other.equals(room)) {
          uses.computeIfAbsent(room, r -> new TreeSet<>()).add(other);
        }
      }
    }
    return new House(
        counts.keySet().stream()
            .map(
                room ->
                    new Room(
                        room,
                        Floors.of(room),
                        purpose(sources.resolve(room.replace('.', '/'))),
                        wings.getOrDefault(room, Set.of()),
                        counts.get(room),
                        uses.getOrDefault(room, Set.of())))
            .sorted(Comparator.comparingInt(Room::floor).reversed())
            .toList());
  }

  /** The first sentence of a folder's package documentation, empty where there is none. */
  static String purpose(Path folder) {
    Path file = folder.resolve("package-info.java");
    try {
      Matcher matcher = FIRST_SENTENCE.matcher(Files.exists(file) ? Files.readString(file) : "");
      return matcher.find()
          ? matcher
              .group(1)
              .replaceAll("\\s*\\n \\*\\s*", " ")
              .replaceAll("\\{@(?:link|linkplain) [\\w.#]+ ([^}]+)}", "$1")
              .replaceAll("\\{@(?:link|code) (?:[\\w.]*\\.)?([^}]*)}", "`$1`")
              .strip()
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rooms that a room knows and that none of the others it knows leads to. */
  Set<String> direct(Room room) {
    Set<String> direct = new TreeSet<>(room.uses());
    for (String other : room.uses()) {
      direct.removeAll(reachable(other));
    }
    return direct;
  }

  private Set<String> reachable(String name) {
    Set<String> reached = new TreeSet<>();
    for (Room room : rooms) {
      if (room.name().equals(name)) {
        for (String next : room.uses()) {
          if (reached.add(next) && Floors.of(next) < room.floor()) {
            reached.addAll(reachable(next));
          }
        }
      }
    }
    return reached;
  }

  /** A Markdown table of the rooms, from the top floor down. */
  String table() {
    return rooms.stream()
        .map(
            room ->
                String.join(
                    " | ",
                    "| " + room.floor(),
                    "`" + room.name() + "`" + wings(room),
                    room.purpose().replace("|", "\\|"),
                    String.valueOf(room.classes()),
                    String.join(", ", room.uses()) + " |"))
        .collect(
            Collectors.joining(
                "\n",
                "| floor | room | what lives there | classes | knows |\n|---|---|---|---|---|\n",
                "\n"));
  }

  private static String wings(Room room) {
    return room.wings().isEmpty() ? "" : " with `" + String.join("`, `", room.wings()) + "`";
  }
}
