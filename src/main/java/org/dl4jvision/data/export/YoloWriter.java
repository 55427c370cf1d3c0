package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.io.JsonFile;

/**
 * YOLO as Ultralytics reads it: {@code images/SPLIT/}, {@code labels/SPLIT/NAME.txt} and {@code
 * data.yaml}. On an image with outlines all objects are polygons, as Ultralytics does not mix them
 * with boxes. Objects that count for nothing cannot be said and are left out.
 */
public final class YoloWriter implements DatasetWriter {

  /** The writer, as the registry makes it. */
  public YoloWriter() {}

  @Override
  public String name() {
    return "yolo";
  }

  @Override
  public String help() {
    return "YOLO: a text file an image with a line an object, a box or a polygon";
  }

  @Override
  public Set<Part> parts() {
    return Set.of(Part.OBJECTS);
  }

  @Override
  public String layout() {
    return "images/SPLIT/, labels/SPLIT/NAME.txt, data.yaml";
  }

  @Override
  public Output open(Path folder, Classes classes) {
    return new Files(folder, classes);
  }

  private record Files(Path folder, Classes classes, AtomicBoolean polygons) implements Output {

    Files(Path folder, Classes classes) {
      this(folder, classes, new AtomicBoolean());
    }

    @Override
    public Runnable write(LabeledImage image, Notes notes) {
      String split = image.statedOrTrain().names().get(0);
      List<LabeledObject> objects = new ArrayList<>();
      for (LabeledObject object : image.objects().get()) {
        if (object.ignored()) {
          notes.add(
              "%d objects count for nothing (crowd, difficult, ignored), which YOLO cannot say;"
                  + " they are left out, the first is on %s",
              image.file());
        } else {
          objects.add(object);
        }
      }
      boolean outlined = objects.stream().anyMatch(object -> object.outline().isPresent());
      if (outlined) {
        polygons.set(true);
      }
      YoloLines lines = new YoloLines(image, outlined, notes);
      Export.copyImage(image, folder.resolve("images").resolve(split));
      TextLists.write(
          folder.resolve("labels").resolve(split).resolve(image.name() + ".txt"),
          objects.stream().map(lines::of).toList());
      return NOTHING_LEFT;
    }

    @Override
    public void finish(Map<Split, List<String>> names) {
      List<String> lines = new ArrayList<>();
      names.keySet().stream()
          .map(split -> split.names().get(0))
          .forEach(
              split -> {
                // LabelImg wants it beside the labels.
                TextLists.write(
                    folder.resolve("labels").resolve(split).resolve("classes.txt"),
                    classes.ofObjects());
                lines.add(split + ": images/" + split);
              });
      if (polygons.get()) {
        lines.add("task: segment");
      }
      lines.add("nc: " + classes.ofObjects().size());
      lines.add("names:");
      for (int i = 0; i < classes.ofObjects().size(); i++) {
        // A text of JSON is one of YAML.
        lines.add("  " + i + ": " + JsonFile.toText(classes.ofObjects().get(i)));
      }
      TextLists.write(folder.resolve("data.yaml"), lines);
    }
  }
}
