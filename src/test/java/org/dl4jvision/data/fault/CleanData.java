package org.dl4jvision.data.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.io.Progress;

/** Data sets without faults, in which tests plant some. */
public final class CleanData {

  private static final int SIDE = 64;

  private CleanData() {}

  /** Masks of 0 and 255: 8 training and 3 validation images of 128x144. */
  public static Path masks(Path folder) throws IOException {
    return TinyData.cells(folder, 128, 144, 8, 3);
  }

  /** YOLO, 64x64 pixels: 6 training and 3 validation images, at least one object on each. */
  public static Path boxes(Path folder) throws IOException {
    SyntheticObjects objects = SyntheticObjects.builder().imageSize(SIDE).build();
    write(objects, Split.TRAIN, 6, folder);
    write(objects, Split.VALIDATION, 3, folder);
    Files.writeString(
        folder.resolve("data.yaml"),
        "train: images/train\nval: images/val\nnames: [disc, square, triangle, ring]\n");
    return folder;
  }

  private static void write(SyntheticObjects objects, Split split, int count, Path folder)
      throws IOException {
    Path images = Files.createDirectories(folder.resolve("images").resolve(split.names().get(0)));
    Path labels = Files.createDirectories(folder.resolve("labels").resolve(split.names().get(0)));
    for (int i = 0, drawn = 0; i < count; drawn++) {
      DetectionSample sample = objects.get(split, drawn);
      if (sample.objects().isEmpty()) {
        continue;
      }
      int[] gray = new int[SIDE * SIDE];
      for (int p = 0; p < gray.length; p++) {
        gray[p] = Math.round(255 * sample.image()[p]);
      }
      TinyData.writePng(images.resolve(i + ".png"), gray, SIDE, SIDE);
      Files.writeString(
          labels.resolve(i + ".txt"),
          sample.objects().stream().map(CleanData::line).collect(Collectors.joining("\n")));
      i++;
    }
  }

  private static String line(ObjectBox object) {
    return String.format(
        Locale.ROOT,
        "%d %.6f %.6f %.6f %.6f",
        object.classIndex(),
        object.box().centerX() / SIDE,
        object.box().centerY() / SIDE,
        object.box().width() / SIDE,
        object.box().height() / SIDE);
  }

  /** Looks at a folder as the tool does. */
  public static CheckedData check(Path folder) {
    return CheckedData.read(
        FolderSegmentationDataset.builder(folder),
        List.of(Content.MASKS, Content.OUTLINES, Content.BOXES),
        Progress.untold());
  }
}
