package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.io.coco.CocoId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class CocoResultsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void writesDetectionsAndImages(@TempDir Path folder) throws IOException {
    CocoResults results = new CocoResults(List.of(CocoId.of("c1"), CocoId.of(7)));
    results.add(
        CocoId.ofNumber("20190000000000000001"),
        List.of(new Detection(new Box(1, 2, 4, 8), 1, 0.5)));
    results.add(CocoId.of("b"), List.of(new Detection(new Box(0, 0, 1, 1), 0, 0.25)));
    results.addImage(CocoId.ofNumber("20190000000000000001"), "a.png", new ImageSize(30, 40));
    results.addImage(CocoId.of("b"), "b.png", new ImageSize(6, 10));

    Path detections = folder.resolve("detections.json");
    Path images = folder.resolve("images.json");
    results.write(detections);
    results.writeImages(images, List.of("cat", "dog"));

    assertEquals(
        MAPPER.readTree(
            """
            [{"image_id": 20190000000000000001, "category_id": 7, "bbox": [1.0, 2.0, 3.0, 6.0], "score": 0.5},
             {"image_id": "b", "category_id": "c1", "bbox": [0.0, 0.0, 1.0, 1.0], "score": 0.25}]
            """),
        MAPPER.readTree(Files.readString(detections)));
    assertEquals(
        MAPPER.readTree(
            """
            {"images": [{"id": 20190000000000000001, "file_name": "a.png", "width": 40, "height": 30},
                        {"id": "b", "file_name": "b.png", "width": 10, "height": 6}],
             "annotations": [],
             "categories": [{"id": "c1", "name": "cat"}, {"id": 7, "name": "dog"}]}
            """),
        MAPPER.readTree(Files.readString(images)));
  }
}
