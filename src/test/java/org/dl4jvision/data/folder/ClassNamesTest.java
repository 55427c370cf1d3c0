package org.dl4jvision.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

  private static final Path FOLDER = Path.of("data");

  private static Runnable names(String... names) {
    return () -> ClassNames.require(FOLDER, List.of(names));
  }

  @Test
  void areToldApartAndStandInALine() {
    assertEquals(
        """
        no classes in data
        data: two classes have the name 'a': rename one, or merge them by a class map
        data: class 1 has an empty name: rename it in the annotations, or by a class map
        data: class 0 has a control character in its name 'a [31m ': rename it in the annotations, \
        or by a class map
        data: class 0 has a name of 201 letters, more than 200, \
        'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..': rename it in the annotations, or by a class map
        """,
        Refusals.messages(
            names(),
            names("a", "b", "a"),
            names("a", " "),
            names("a\u001b[31m\n"),
            names("x".repeat(201))));
    List<String> good = List.of("x".repeat(200), "Ä b/c");
    assertEquals(good, ClassNames.require(FOLDER, good));
  }
}
