package org.dl4jvision.golden;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws data sets of six images for the writer: discs and squares on a ground full of noise. */
final class GoldenData {

  static final int SIZE = 64;
  static final int IMAGES = 6;
  private static final int TRAINING = 4;
  private static final List<String> NAMES = List.of("disc", "square");

  /** A thing in an image; its kind is 0 for a disc. */
  private record Thing(int kind, int left, int top, int size) {
    boolean covers(int x, int y) {
      double dx = x + 0.5 - left - size / 2.0;
      double dy = y + 0.5 - top - size / 2.0;
      double half = size / 2.0;
      return kind == 0
          ? dx * dx + dy * dy < half * half
          : Math.abs(dx) < half && Math.abs(dy) < half;
    }
  }

  private final Path root;

  private GoldenData(Path root) {
    this.root = root;
  }

  static void write(Path root) throws IOException {
    GoldenData data = new GoldenData(root);
    data.writeCells();
    data.writeParts();
    data.writeVoc();
    data.writeYolo();
    data.writeCoco();
  }

  private static List<Thing> things(int image) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 2 + image % 2; i++) {
      long seed = 50 + 10L * image + i;
      int size = 10 + (int) (20 * Numbers.at(seed, 0));
      int left = (int) ((SIZE - size) * Numbers.at(seed, 1));
      int top = (int) ((SIZE - size) * Numbers.at(seed, 2));
      things.add(new Thing((image + i) % 2, left, top, size));
    }
    return things;
  }

  private static String name(int image) {
    return String.format("%03d", 11 + 2 * image);
  }

  private static String split(int image) {
    return image < TRAINING ? "train" : "val";
  }

  private void writeImage(String file, int image, boolean colour) throws IOException {
    int type = colour ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY;
    BufferedImage picture = new BufferedImage(SIZE, SIZE, type);
    int bands = picture.getRaster().getNumBands();
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        for (int band = 0; band < bands; band++) {
          double value = 60 + 25 * band;
          for (Thing thing : things(image)) {
            value = thing.covers(x, y) ? 150 + 60 * thing.kind() - 40 * band : value;
          }
          // Few grey levels make small files.
          value += 16 * Math.floor(4 * Numbers.at(90 + image, (long) y * SIZE + x));
          picture.getRaster().setSample(x, y, band, (int) value);
        }
      }
    }
    write(file, picture);
  }

  private void writeMask(String file, int image, int... values) throws IOException {
    BufferedImage mask = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int value = 0;
        for (Thing thing : things(image)) {
          int part = thing.size() > 20 ? 2 : thing.kind();
          value = thing.covers(x, y) ? values[Math.min(part, values.length - 1)] : value;
        }
        mask.getRaster().setSample(x, y, 0, value);
      }
    }
    write(file, values.length > 1 ? indexed(mask) : mask);
  }

  private static BufferedImage indexed(BufferedImage mask) {
    byte[] red = {0, (byte) 255, 0, 80};
    byte[] green = {0, 40, (byte) 200, 80};
    byte[] blue = {0, 0, 90, (byte) 255};
    IndexColorModel colours = new IndexColorModel(8, 4, red, green, blue);
    WritableRaster raster = mask.getRaster();
    return new BufferedImage(colours, raster, false, null);
  }

  private void write(String file, BufferedImage picture) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    ImageIO.write(picture, "png", path.toFile());
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void writeLists(String folder) throws IOException {
    for (String split : List.of("train", "val")) {
      StringBuilder list = new StringBuilder();
      for (int i = 0; i < IMAGES; i++) {
        list.append(split(i).equals(split) ? name(i) + "\n" : "");
      }
      write(folder + split + ".txt", list.toString());
    }
  }

  private void writeCells() throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      writeImage("cells/" + split(i) + "/images/" + name(i) + ".png", i, false);
      writeMask("cells/" + split(i) + "/labels/" + name(i) + ".png", i, 255);
    }
  }

  private void writeParts() throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      writeImage("parts/images/" + name(i) + ".png", i, true);
      writeMask("parts/masks/" + name(i) + ".png", i, 1, 2, 3);
    }
    writeLists("parts/");
  }

  private void writeVoc() throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      writeImage("voc/JPEGImages/" + name(i) + ".png", i, false);
      StringBuilder xml = new StringBuilder("<annotation>\n");
      xml.append(String.format("  <filename>%s.png</filename>\n", name(i)));
      xml.append("  <size><width>64</width><height>64</height><depth>1</depth></size>\n");
      for (Thing t : things(i)) {
        xml.append(
            String.format(
                "  <object><name>%s</name><difficult>0</difficult><bndbox><xmin>%d</xmin>"
                    + "<ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox></object>\n",
                NAMES.get(t.kind()),
                t.left() + 1,
                t.top() + 1,
                t.left() + t.size(),
                t.top() + t.size()));
      }
      write("voc/Annotations/" + name(i) + ".xml", xml.append("</annotation>\n").toString());
    }
    writeLists("voc/ImageSets/Main/");
  }

  private void writeYolo() throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      writeImage("yolo/images/" + split(i) + "/" + name(i) + ".png", i, true);
      StringBuilder lines = new StringBuilder();
      for (Thing t : things(i)) {
        double x = (t.left() + t.size() / 2.0) / SIZE;
        double y = (t.top() + t.size() / 2.0) / SIZE;
        double size = (double) t.size() / SIZE;
        lines.append(t.kind() + " " + x + " " + y + " " + size + " " + size + "\n");
      }
      write("yolo/labels/" + split(i) + "/" + name(i) + ".txt", lines.toString());
    }
    write("yolo/data.yaml", "names: [disc, square]\n");
  }

  private void writeCoco() throws IOException {
    for (String split : List.of("train", "val")) {
      List<Object> images = new ArrayList<>();
      List<Object> annotations = new ArrayList<>();
      for (int i = 0; i < IMAGES; i++) {
        if (split(i).equals(split)) {
          int id = 100 + i;
          writeImage("coco/" + split + "/" + name(i) + ".png", i, false);
          images.add(map("id", id, "file_name", name(i) + ".png", "width", SIZE, "height", SIZE));
          for (Thing t : things(i)) {
            Map<String, Object> annotation = map("id", annotations.size() + 1, "image_id", id);
            annotation.put("category_id", 5 + 10 * t.kind());
            annotation.put("bbox", List.of(t.left(), t.top(), t.size(), t.size()));
            annotation.put("area", t.size() * t.size());
            annotation.put("iscrowd", 0);
            annotations.add(annotation);
          }
        }
      }
      Map<String, Object> file = map("images", images, "annotations", annotations);
      file.put(
          "categories", List.of(map("id", 5, "name", "disc"), map("id", 15, "name", "square")));
      Json.write(root.resolve("coco/instances_" + split + ".json"), file);
    }
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
    return map;
  }
}
