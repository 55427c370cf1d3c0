package org.dl4jvision.io.coco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.io.coco.CocoSegmentation.Broken;
import org.dl4jvision.io.coco.CocoSegmentation.Polygons;
import org.dl4jvision.io.coco.CocoSegmentation.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CocoSegmentationTest {

  @TempDir private Path folder;

  private CocoFile read(String... segmentations) {
    String objects =
        Arrays.stream(segmentations)
            .map(
                one ->
                    "{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 3, 4],"
                        + " \"segmentation\": "
                        + one
                        + "}")
            .collect(Collectors.joining(","));
    try {
      return CocoFile.readWithOutlines(
          Files.writeString(
              folder.resolve("a.json"),
              "{\"images\": [{\"id\": 1}], \"categories\": [{\"id\": 1}], \"annotations\": ["
                  + objects
                  + "]}"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private CocoSegmentation segmentation(String text) {
    return read(text).annotations().all().get(0).segmentation();
  }

  private List<double[]> rings(String text) {
    return assertInstanceOf(Polygons.class, segmentation(text)).rings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2,3,4,5,6",
        "510.66,423.01,511.72,420.03,510.45,416.0",
        "0.1234,7.5,-3.25,1000.0001,5,6",
        "0.1,0.30000000000000004,3.141592653589793,1e-300,1e300,-5",
        "123456789012345678,2,0.000001,1E2,-0.5,6",
        "NaN,1,Infinity,2,-Infinity,3",
      })
  void polygonsKeepTheirNumbers(String numbers) {
    double[] expected =
        Arrays.stream(numbers.split(",")).mapToDouble(Double::parseDouble).toArray();
    List<double[]> rings = rings("[[" + numbers + "],[" + numbers + ",7,8]]");
    assertEquals(2, rings.size());
    assertArrayEquals(expected, rings.get(0));
    assertEquals(expected.length + 2, rings.get(1).length);
    assertEquals(8, rings.get(1)[expected.length + 1]);
  }

  @Test
  void drawnNumbersComeBackToTheBit() {
    Random random = new Random(5);
    for (int decimals = 0; decimals < 18; decimals++) {
      String format = "%." + decimals + "f";
      List<String> texts =
          IntStream.range(0, 200)
              .mapToObj(i -> String.format(format, 700 * random.nextDouble() + 1))
              .toList();
      double[] ring = rings("[[" + String.join(",", texts) + "]]").get(0);
      assertArrayEquals(texts.stream().mapToDouble(Double::parseDouble).toArray(), ring);
    }
  }

  @Test
  void emptyPolygonsAndPointsAreNoPolygons() {
    assertNull(segmentation("[]"));
    assertNull(segmentation("[[]]"));
    assertNull(segmentation("null"));
    assertEquals(1, rings("[[], [1,2,3,4], [1,2,3,4,5,6]]").size());
    assertEquals(1, rings("[1,2,3,4,5,6]").size(), "one polygon as a plain list");
  }

  @Test
  void runsAsListsAndAsTextsAreTheSame() {
    // pycocotools: mask.frPyObjects({"size": [5, 4], "counts": [3, 2, 5, 4, 6]}, 5, 4)
    Runs list =
        assertInstanceOf(Runs.class, segmentation("{\"counts\":[3,2,5,4,6],\"size\":[5,4]}"));
    Runs text = assertInstanceOf(Runs.class, segmentation("{\"size\":[5,4],\"counts\":\"32521\"}"));
    for (Runs runs : List.of(list, text)) {
      assertEquals(5, runs.height());
      assertEquals(4, runs.width());
      assertArrayEquals(new int[] {3, 2, 5, 4, 6}, runs.counts());
    }
    // pycocotools: counts [0, 100000, 3, 2, 70000] of an image of 1000x171
    Runs large =
        assertInstanceOf(
            Runs.class, segmentation("{\"size\":[1000,171],\"counts\":\"0PeQ33R[nL][T2\"}"));
    assertArrayEquals(new int[] {0, 100000, 3, 2, 70000}, large.counts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[1,2,3,4]]|has no polygon of three points or more",
        "[[1,2],[3,4],[5,6]]|has no polygon of three points or more",
        "[[1,2,3,4,5,6,7]]|has a polygon of 7 numbers, which must be x and y of each point",
        "[[1,2,3,4,5,'6']]|has a text in a polygon, which must be numbers",
        "[[[1,2],[3,4],[5,6]]]|has a list in a polygon, which must be numbers",
        "[[1,2,3,4,5,null]]|has null in a polygon, which must be numbers",
        "['x']|has a text among its polygons",
        "[{'x': [1]}, [1,2,3,4,5,6]]|has an object among its polygons",
        "'x'|has a text as segmentation",
        "{'counts': [1]}|must have the size of its image, [height, width], beside its run lengths",
        "{'counts': [1], 'size': [1, 0]}|must have the size of its image, [height, width], beside"
            + " its run lengths",
        "{'size': [2, 2]}|has no counts, which must be run lengths",
        "{'counts': [1, -1], 'size': [2, 2]}|has a run length that is no number of pixels: -1.0",
        "{'counts': [1, 1.5], 'size': [2, 2]}|has a run length that is no number of pixels: 1.5",
        "{'counts': [1, '1'], 'size': [2, 2]}|has a text in its run lengths",
        "{'counts': [1, 4], 'size': [2, 2]}|has run lengths of 5 pixels on an image of 4",
        "{'counts': '1o', 'size': [2, 2]}|has packed run lengths that are damaged at character 2",
        "{'counts': '1é', 'size': [2, 2]}|has packed run lengths that are damaged at character 2",
        "{'counts': 'oooooooooo', 'size': [2, 2]}|has packed run lengths that are damaged at"
            + " character 8",
      })
  void saysWhatIsBroken(String text, String problem) {
    CocoSegmentation read = segmentation(text.replace('\'', '"'));
    assertEquals(problem, assertInstanceOf(Broken.class, read).problem());
  }

  @Test
  void oneBrokenObjectDoesNotHarmTheNext() {
    CocoFile file = read("[[1,2,3,4,5,'6']]".replace('\'', '"'), "[[1,2,3,4,5,6]]", "[]");
    List<CocoObject> objects = file.annotations().all();
    assertInstanceOf(Broken.class, objects.get(0).segmentation());
    assertEquals(1, assertInstanceOf(Polygons.class, objects.get(1).segmentation()).rings().size());
    assertNull(objects.get(2).segmentation());
  }

  @Test
  void aBoxMayBeMissingBesideASegmentation() throws IOException {
    Path file = folder.resolve("a.json");
    read("[[1,2,3,4,5,6]]");
    String text = Files.readString(file);
    for (String none : List.of("\"bbox\": null", "\"bbox\": []", "\"box\": 1")) {
      Files.writeString(file, text.replace("\"bbox\": [1, 2, 3, 4]", none));
      assertEquals(
          false, CocoFile.readWithOutlines(file).annotations().all().get(0).hasBox(), none);
      assertEquals(
          file
              + ": entry 1 of 'annotations' must have a bbox of 4 numbers (left, top, width,"
              + " height)"
              + (none.contains("[]") ? ", but has 0" : ""),
          assertThrows(IllegalArgumentException.class, () -> CocoFile.read(file)).getMessage());
    }
  }
}
