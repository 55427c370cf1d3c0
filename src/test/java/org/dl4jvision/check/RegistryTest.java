package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private record Shape(String name, String help) implements Named {}

  private final Shape square = new Shape("square", "four sides");
  private final Shape disc = new Shape("disc", "no side");
  private final Registry<Shape> shapes = new Registry<>("shape", "shapes", square, disc);

  @Test
  void findsEntriesByNameAndListsThemInOrder() {
    assertSame(disc, shapes.get("disc"));
    assertEquals(List.of("disc", "square"), shapes.names());
    assertEquals(List.of(disc, square), shapes.all());
    assertSame(disc, shapes.get("DISC"), "in any case");
  }

  @Test
  void entriesOfUsersComeAndGo() {
    Shape star = new Shape("star", "ten sides");
    shapes.register(star);
    shapes.register(star);
    assertSame(star, shapes.get("star"));
    shapes.unregister(star);
    shapes.unregister(star);
    assertEquals(List.of("disc", "square"), shapes.names());
  }

  @Test
  void anotherEntryOfTheSameNameIsRefusedAndTheFirstStays() {
    assertEquals(
        "the shape Disc is there already, as " + Shape.class.getName() + "\n",
        Refusals.messages(() -> shapes.register(new Shape("Disc", "flat"))));
    shapes.unregister(new Shape("disc", "flat"));
    assertSame(disc, shapes.get("disc"));
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnownOnes() {
    assertEquals(
        """
        there is no shape zzzzz; shapes are disc, square
        there is no shape null; shapes are disc, square
        there is no shape ; shapes are disc, square
        there is no shape disk (did you mean disc?); shapes are disc, square
        """,
        Refusals.messages(
            () -> shapes.get("zzzzz"),
            () -> shapes.get(null),
            () -> shapes.get(""),
            () -> shapes.get("disk")));
  }
}
