package org.dl4jvision.data.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.coco.CocoId;
import org.nd4j.shade.jackson.core.JsonEncoding;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.util.DefaultPrettyPrinter;
import org.nd4j.shade.jackson.core.util.MinimalPrettyPrinter;

/**
 * The files of {@link CocoWriter}. Objects go into a hidden file a split at once, as there may be a
 * million of them; the JSON file is made of it at the end, when all images are known.
 */
final class CocoOutput implements Output {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Path folder;
  private final Classes classes;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);

  CocoOutput(Path folder, Classes classes) {
    this.folder = folder;
    this.classes = classes;
  }

  private record Entry(CocoId id, String fileName, ImageSize size) {}

  /** A split while it is written. */
  private static final class Part {
    final Path spool;
    final JsonGenerator annotations;
    final List<Entry> images = new ArrayList<>();
    final Set<CocoId> ids = new HashSet<>();
    long objects;
    long numbered;

    Part(Path spool) {
      this.spool = spool;
      try {
        Files.createDirectories(spool.getParent());
        annotations = FACTORY.createGenerator(spool.toFile(), JsonEncoding.UTF8);
        annotations.setPrettyPrinter(new MinimalPrettyPrinter(",\n"));
      } catch (IOException e) {
        throw FileProblem.lost("write", spool, e);
      }
    }

    /** The image's own id where it has one that no other has, else the next free number. */
    CocoId add(LabeledImage image) {
      CocoId id =
          image
              .id()
              .filter(ids::add)
              .orElseGet(
                  () -> {
                    CocoId number;
                    do {
                      number = CocoId.of(++numbered);
                    } while (!ids.add(number));
                    return number;
                  });
      images.add(new Entry(id, image.fileName(), image.size()));
      return id;
    }
  }

  private Path file(Split split) {
    return folder.resolve("annotations").resolve("instances_" + split.names().get(0) + ".json");
  }

  @Override
  public Runnable write(LabeledImage image, Notes notes) {
    List<CocoObjectEntry> objects =
        image.objects().get().stream()
            .map(object -> CocoObjectEntry.of(object, image, classes, notes))
            .toList();
    Export.copyImage(image, folder.resolve("images"));
    return () -> append(image, objects);
  }

  private void append(LabeledImage image, List<CocoObjectEntry> objects) {
    Part part =
        parts.computeIfAbsent(
            image.statedOrTrain(),
            split -> new Part(file(split).resolveSibling("." + split.names().get(0) + ".tmp")));
    CocoId id = part.add(image);
    try {
      for (CocoObjectEntry object : objects) {
        object.write(part.annotations, ++part.objects, id);
      }
    } catch (IOException e) {
      throw FileProblem.lost("write", part.spool, e);
    }
  }

  @Override
  public void finish(Map<Split, List<String>> names) {
    parts.forEach((split, part) -> AtomicFile.write(file(split), target -> write(part, target)));
  }

  private void write(Part part, Path target) throws IOException {
    part.annotations.close();
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
        JsonGenerator json = FACTORY.createGenerator(file)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter("\n"));
      json.writeStartObject();
      json.writeObjectFieldStart("info");
      json.writeEndObject();
      json.writeArrayFieldStart("licenses");
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (int i = 0; i < classes.ofObjects().size(); i++) {
        json.writeStartObject();
        writeId(json, "id", classes.ids().get(i));
        json.writeStringField("name", classes.ofObjects().get(i));
        json.writeStringField("supercategory", "");
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("images");
      for (Entry entry : part.images) {
        json.writeStartObject();
        writeId(json, "id", entry.id());
        json.writeStringField("file_name", entry.fileName());
        json.writeNumberField("width", entry.size().width());
        json.writeNumberField("height", entry.size().height());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      json.writeRaw('\n');
      json.flush();
      Files.copy(part.spool, file);
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** An id as JSON has it: a number or a text. */
  static void writeId(JsonGenerator json, String field, CocoId id) throws IOException {
    json.writeFieldName(field);
    if (id.isText()) {
      json.writeString(id.text());
    } else {
      json.writeNumber(id.text());
    }
  }

  @Override
  public void close() {
    for (Part part : parts.values()) {
      try {
        part.annotations.close();
        Files.deleteIfExists(part.spool);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
