package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.io.coco.CocoId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneClassTest {

  @TempDir private Path folder;

  @Test
  void severalClassesAreOneOfItsOwn() throws IOException {
    FolderDetectionDataset data = FolderDetectionDataset.builder(TinyData.objects(folder)).build();
    OneClass view = new OneClass(data);
    assertEquals(CocoId.of(107), view.imageId(Split.TRAIN, 1));
    assertEquals(List.of(CocoId.of(1)), view.categoryIds());
    assertEquals(List.of("object"), view.classNames());
    assertEquals(0, view.objects(Split.TRAIN, 0).get(0).classIndex());
  }

  @Test
  void theOnlyClassKeepsItsId() {
    new DetectionFolder(folder)
        .image("train/a.png")
        .image("train/b.png")
        .text(
            "instances_train.json",
            """
            {"images": [{"id": "a", "file_name": "a.png"}, {"id": "b", "file_name": "b.png"}],
             "annotations": [{"image_id": "a", "category_id": "cell", "bbox": [1, 2, 3, 4]}],
             "categories": [{"id": "cell", "name": "cell"}]}
            """);
    OneClass view = new OneClass(FolderDetectionDataset.builder(folder).build());
    assertEquals(List.of(CocoId.of("cell")), view.categoryIds());
  }
}
