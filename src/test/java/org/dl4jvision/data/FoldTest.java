package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest {

  /** Images whose group is the first letter of their name. */
  private static Map<String, Fold.Image> images(String names) {
    Map<String, Fold.Image> images = new LinkedHashMap<>();
    for (String name : names.split(" ")) {
      images.put(name, new Fold.Image(name, name.substring(0, 1)));
    }
    return images;
  }

  @ParameterizedTest
  @CsvSource({
    "a1 a2 b1 b2 c1 c2, 3, a1 a2|b1 b2|c1 c2",
    "c1 a1 b1 a2, 2, a1 a2|b1 c1",
    "a1 b1 b2 b3 b4 b5 c1, 3, a1|b1 b2 b3 b4 b5|c1",
    "a1 a2 a3 a4 b1 c1, 3, a1 a2 a3 a4|b1|c1",
    "a1 b1 c1 c2 c3 c4, 3, a1|b1|c1 c2 c3 c4",
  })
  void groupsStayTogether(String names, int folds, String expected) {
    List<String> found = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      found.add(String.join(" ", new Fold(fold, folds).heldOut(images(names))));
    }
    assertEquals(expected, String.join("|", found));
  }

  @Test
  void noGroupIsInTwoFolds() {
    Map<Integer, Fold.Image> images = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      images.put(i, new Fold.Image("image" + (i * 37 % 100), "g" + i * i % 13));
    }
    Set<String> seen = new HashSet<>();
    int count = 0;
    for (int fold = 0; fold < 5; fold++) {
      List<Integer> held = new Fold(fold, 5).heldOut(images);
      count += held.size();
      Set<String> groups =
          held.stream().map(i -> images.get(i).group()).collect(Collectors.toSet());
      assertTrue(seen.stream().noneMatch(groups::contains));
      seen.addAll(groups);
    }
    assertEquals(100, count);
  }

  @Test
  void moreFoldsThanGroupsAreRefused() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new Fold(0, 3).heldOut(images("a1 a2 b1")));
    assertEquals("folds is 3; allowed: 2 to 2, the number of groups of images", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Fold(3, 3));
  }
}
