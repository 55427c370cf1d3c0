package org.dl4jvision.io.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoIdTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "1e3, 1000",
    "-0.0, 0",
    "-7, -7",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775808",
    "-9223372036854775809, -9223372036854775809",
    "20190000000000000001.00, 20190000000000000001",
    "338953138925153547590470800371487866880, 338953138925153547590470800371487866880",
    "2.50000000000000000000000001, 2.50000000000000000000000001",
    "1E+30, 1000000000000000000000000000000",
  })
  void numbersAreWrittenAsJsonHasThem(String read, String written) {
    CocoId id = CocoId.ofNumber(read);
    assertEquals(written, JsonFile.toText(id));
    assertEquals(CocoId.ofNumber(written), id);
    assertEquals(CocoId.ofNumber(written).hashCode(), id.hashCode());
    assertEquals(written, id.toString());
  }

  @Test
  void textsAreOtherIdsThanNumbers() {
    assertEquals("\"1\"", JsonFile.toText(CocoId.of("1")));
    assertEquals("'1'", CocoId.of("1").toString());
    assertEquals("1", CocoId.of("1").text());
    assertNotEquals(CocoId.of("1"), CocoId.of(1));
    assertNotEquals(CocoId.of("1"), CocoId.of("01"));
    assertEquals(CocoId.of("é 1"), CocoId.of("é 1"));
  }

  @Test
  void numbersByValueThenTexts() {
    List<CocoId> sorted =
        List.of(
            CocoId.ofNumber("-1e20"),
            CocoId.of(-3),
            CocoId.of(2),
            CocoId.ofNumber("2.5"),
            CocoId.of(10),
            CocoId.ofNumber("9223372036854775808"),
            CocoId.of("10"),
            CocoId.of("9"),
            CocoId.of("a"));
    for (int shift = 0; shift < sorted.size(); shift++) {
      List<CocoId> turned =
          Stream.concat(sorted.stream().skip(shift), sorted.stream().limit(shift)).toList();
      assertEquals(sorted, turned.stream().sorted().toList());
    }
  }

  @Test
  void readsWhatItWrote(@TempDir Path folder) {
    List<CocoId> ids =
        List.of(
            CocoId.of(1),
            CocoId.of("1"),
            CocoId.ofNumber("20190000000000000001"),
            CocoId.ofNumber("0.1000000000000000000000001"));
    Path file = folder.resolve("ids.json");
    JsonFile.write(file, ids);
    assertEquals(ids, JsonFile.readGeneric(file, List.class, CocoId.class));
  }

  @Test
  void refusesWhatIsNoId(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("ids.json"), "[true]");
    assertEquals(
        """
        an id must be a text or a finite number, but is NaN
        an id must be a text or a finite number, but is Infinity
        an id must be at most 1000 digits long, but is 1e999999999
        an id must be at most 1000 digits long, but is 1e-2000
        an id must be at most 1000 digits long, but has 1001
        """,
        Refusals.messages(
            () -> CocoId.ofNumber("NaN"),
            () -> CocoId.ofNumber("Infinity"),
            () -> CocoId.ofNumber("1e999999999"),
            () -> CocoId.ofNumber("1e-2000"),
            () -> CocoId.ofNumber("1".repeat(1001))));
    Refusals.messages(() -> JsonFile.readGeneric(file, List.class, CocoId.class));
  }
}
