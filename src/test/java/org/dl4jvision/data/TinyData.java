package org.dl4jvision.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.data.synthetic.SyntheticObjects;

/** Folders of a few small images, for trainings that take a second. */
public final class TinyData {

  private TinyData() {}

  /** Four training and two validation images of 37x45 with masks of 0 and 255. */
  public static Path cells(Path folder) throws IOException {
    return cells(folder, 37, 45, 4, 2);
  }

  /** So many training and validation images with masks of 0 and 255. */
  public static Path cells(Path folder, int height, int width, int training, int validation)
      throws IOException {
    SyntheticCells cells =
        SyntheticCells.builder()
            .imageSize(height, width)
            .samples(Split.TRAIN, training)
            .samples(Split.VALIDATION, validation)
            .build();
    writeCells(cells, Split.TRAIN, folder.resolve("train"));
    writeCells(cells, Split.VALIDATION, folder.resolve("val"));
    return folder;
  }

  private static void writeCells(SyntheticCells cells, Split split, Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    for (int i = 0; i < cells.size(split); i++) {
      SegmentationSample sample = cells.get(split, i);
      int[] pixels = new int[sample.labels().length];
      int[] mask = new int[pixels.length];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = Math.round(255 * Math.max(0, Math.min(1, sample.image()[p])));
        mask[p] = 255 * sample.labels()[p];
      }
      writePng(folder.resolve("images/" + i + ".png"), pixels, sample.width(), sample.height());
      writePng(folder.resolve("labels/" + i + ".png"), mask, sample.width(), sample.height());
    }
  }

  /** COCO with ids of its own, 37x37 pixels: six training and three validation images. */
  public static Path objects(Path folder) throws IOException {
    SyntheticObjects objects = SyntheticObjects.builder().imageSize(37).build();
    writeObjects(objects, Split.TRAIN, 6, folder);
    writeObjects(objects, Split.VALIDATION, 3, folder);
    return folder;
  }

  private static void writeObjects(SyntheticObjects objects, Split split, int count, Path folder)
      throws IOException {
    String name = split.names().get(0);
    Files.createDirectories(folder.resolve(name));
    List<String> images = new ArrayList<>();
    List<String> annotations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DetectionSample sample = objects.get(split, i);
      int[] gray = new int[37 * 37];
      for (int p = 0; p < gray.length; p++) {
        gray[p] = Math.round(255 * sample.image()[p]);
      }
      int id = 100 + 7 * i;
      writePng(folder.resolve(name).resolve(id + ".png"), gray, 37, 37);
      images.add(String.format("{\"id\": %d, \"file_name\": \"%d.png\"}", id, id));
      for (ObjectBox object : sample.objects()) {
        annotations.add(
            String.format(
                "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [%s, %s, %s, %s],"
                    + " \"area\": %s, \"iscrowd\": 0}",
                annotations.size() + 1,
                id,
                5 + 10 * object.classIndex(),
                object.box().left(),
                object.box().top(),
                object.box().width(),
                object.box().height(),
                object.box().area()));
      }
    }
    String categories =
        "[{\"id\": 5, \"name\": \"disc\"}, {\"id\": 15, \"name\": \"square\"},"
            + " {\"id\": 25, \"name\": \"triangle\"}, {\"id\": 35, \"name\": \"ring\"}]";
    Files.writeString(
        folder.resolve("instances_" + name + ".json"),
        String.format(
            "{\"images\": %s, \"annotations\": %s, \"categories\": %s}",
            images, annotations, categories));
  }

  /** Writes a gray image. */
  public static void writePng(Path file, int[] gray, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, height, gray);
    ImageIO.write(image, "png", file.toFile());
  }
}
