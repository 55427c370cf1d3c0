package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.data.format.json.LabelMeFormat;
import org.dl4jvision.io.JsonFile;

/**
 * LabelMe: a JSON file beside each image, in {@code train/}, {@code val/} and {@code test/} where
 * they are divided. Outlines are polygons, those of several parts have a group of their own, those
 * with holes are masks; boxes are rectangles.
 */
public final class LabelMeWriter implements DatasetWriter {

  /** The program of this version and later ones read masks. */
  private static final String VERSION = "5.4.1";

  /** The writer, as the registry makes it. */
  public LabelMeWriter() {}

  @Override
  public String name() {
    return "labelme";
  }

  @Override
  public String help() {
    return "LabelMe: a JSON file beside each image with polygons, rectangles and masks";
  }

  @Override
  public Set<Part> parts() {
    return Set.of(Part.OBJECTS);
  }

  @Override
  public boolean dividesAll() {
    return false;
  }

  @Override
  public String layout() {
    return "NAME.json beside each image, in train/, val/ and test/ where they are divided";
  }

  @Override
  public Output open(Path folder, Classes classes) {
    return new Files(folder, classes);
  }

  private record Files(Path folder, Classes classes) implements Output {

    @Override
    public Runnable write(LabeledImage image, Notes notes) {
      Path home = image.split().map(split -> folder.resolve(split.names().get(0))).orElse(folder);
      List<Map<String, Object>> shapes = new ArrayList<>();
      int groups = 0;
      for (LabeledObject object : image.objects().get()) {
        List<Map<String, Object>> ofObject = shapes(object, image);
        Integer group = ofObject.size() > 1 ? ++groups : null;
        ofObject.forEach(shape -> shape.put("group_id", group));
        shapes.addAll(ofObject);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("version", VERSION);
      json.put("flags", Map.of());
      json.put("shapes", shapes);
      json.put("imagePath", image.fileName());
      json.put("imageData", null);
      json.put("imageHeight", image.size().height());
      json.put("imageWidth", image.size().width());
      Export.copyImage(image, home);
      JsonFile.write(home.resolve(image.name() + ".json"), json);
      return NOTHING_LEFT;
    }

    private List<Map<String, Object>> shapes(LabeledObject object, LabeledImage image) {
      Outline rectangle = Polygon.of(object.box());
      Optional<Outline> outline = object.outline().filter(one -> !one.equals(rectangle));
      if (outline.isEmpty()) {
        return List.of(shape(object, "rectangle", corners(object.box())));
      }
      List<double[]> parts = OutlineRings.parts(outline.get(), image.size()).orElse(List.of());
      PixelRegion region = outline.get().region(image.size());
      parts = parts.isEmpty() ? OutlineRings.withoutHoles(region).orElse(parts) : parts;
      if (!parts.isEmpty()) {
        return parts.stream().map(ring -> shape(object, "polygon", points(ring))).toList();
      }
      if (region.area() == 0) {
        return List.of(shape(object, "rectangle", corners(object.box())));
      }
      Box window = region.bounds();
      // The corners are pixels, the last one included.
      Map<String, Object> mask =
          shape(
              object,
              "mask",
              corners(
                  new Box(window.left(), window.top(), window.right() - 1, window.bottom() - 1)));
      mask.put("mask", Base64.getEncoder().encodeToString(PngFiles.window(region)));
      return List.of(mask);
    }

    private Map<String, Object> shape(
        LabeledObject object, String type, List<List<Double>> points) {
      Map<String, Object> shape = new LinkedHashMap<>();
      boolean isVoid = object.classIndex() == LabeledObject.VOID;
      shape.put(
          "label",
          isVoid ? LabelMeFormat.IGNORED_AREA : classes.ofObjects().get(object.classIndex()));
      shape.put("points", points);
      shape.put("group_id", null);
      object.score().ifPresent(score -> shape.put("score", score));
      shape.put("description", "");
      shape.put("shape_type", type);
      Map<String, Boolean> flags = new LinkedHashMap<>();
      for (Flag flag : isVoid ? Set.<Flag>of() : object.flags()) {
        flags.put(flag.name().toLowerCase(Locale.ROOT), true);
      }
      shape.put("flags", flags);
      shape.put("mask", null);
      return shape;
    }

    private static List<List<Double>> corners(Box box) {
      return List.of(List.of(box.left(), box.top()), List.of(box.right(), box.bottom()));
    }

    private static List<List<Double>> points(double[] ring) {
      List<List<Double>> points = new ArrayList<>();
      for (int i = 0; i < ring.length; i += 2) {
        points.add(List.of(ring[i], ring[i + 1]));
      }
      return points;
    }

    @Override
    public void finish(Map<Split, List<String>> names) {
      // Each file is whole by itself.
    }
  }
}
