package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.dl4jvision.check.Shown;

/**
 * Names of classes, which become columns of tables, titles of charts, lines of lists and words of
 * messages, where a class must be told from others by its name.
 */
public final class ClassNames {

  private static final int LONGEST = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final String REMEDY = ": rename it in the annotations, or by a class map";

  private ClassNames() {}

  /**
   * Refuses names that cannot be told apart or be written in a line.
   *
   * @param folder of the data, for messages
   * @return the names
   * @throws IllegalArgumentException if there are none, two are equal, or one is empty, has control
   *     characters or more than 200 letters
   */
  public static List<String> require(Path folder, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no classes in " + folder);
    }
    Set<String> known = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String problem = problem(names.get(i));
      if (!problem.isEmpty()) {
        throw new IllegalArgumentException(folder + ": class " + i + " " + problem + REMEDY);
      }
      if (!known.add(names.get(i))) {
        throw new IllegalArgumentException(
            folder
                + ": two classes have the name '"
                + names.get(i)
                + "': rename one, or merge them by a class map");
      }
    }
    return List.copyOf(names);
  }

  private static String problem(String name) {
    if (name.isBlank()) {
      return "has an empty name";
    }
    String shown = "'" + Shown.of(name) + "'";
    if (name.length() > LONGEST) {
      return "has a name of " + name.length() + " letters, more than " + LONGEST + ", " + shown;
    }
    return CONTROL.matcher(name).find() ? "has a control character in its name " + shown : "";
  }
}
