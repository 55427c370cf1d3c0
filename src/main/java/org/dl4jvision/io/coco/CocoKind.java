package org.dl4jvision.io.coco;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;

/** What a JSON file may be, by its first annotations. */
public enum CocoKind {
  /** Not COCO, but another JSON file. */
  OTHER,
  /** Not JSON up to its first annotations, or empty. */
  DAMAGED,
  /** COCO without annotations. */
  EMPTY,
  /** COCO with boxes only. */
  BOXES,
  /** COCO with polygons or run lengths. */
  OUTLINES,
  /** COCO's panoptic files, whose outlines are in images. */
  PANOPTIC;

  private static final int ENTRIES = 1000;

  /** Reads a file up to where it can be told. */
  public static CocoKind of(Path file) {
    try (JsonParser parser = CocoReader.FACTORY.createParser(file.toFile())) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return first == null ? DAMAGED : OTHER;
      }
      boolean images = false;
      boolean annotations = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.getCurrentName();
        boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
        images |= isList && key.equals("images");
        if (isList && key.equals("annotations")) {
          annotations = true;
          CocoKind kind = ofEntries(parser);
          if (kind != EMPTY) {
            return kind;
          }
        } else {
          Tokens.skip(parser);
        }
      }
      return images && annotations ? EMPTY : OTHER;
    } catch (IOException e) {
      return DAMAGED;
    }
  }

  private static CocoKind ofEntries(JsonParser parser) throws IOException {
    CocoKind kind = EMPTY;
    for (int i = 0; i < ENTRIES && parser.nextToken() == JsonToken.START_OBJECT; i++) {
      CocoKind entry = ofEntry(parser);
      if (entry == OTHER || entry.compareTo(BOXES) > 0) {
        return entry;
      }
      kind = BOXES;
    }
    return parser.currentToken() == JsonToken.END_ARRAY || kind == BOXES ? kind : OTHER;
  }

  private static CocoKind ofEntry(JsonParser parser) throws IOException {
    boolean image = false;
    boolean category = false;
    boolean outline = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.getCurrentName();
      JsonToken token = parser.nextToken();
      image |= key.equals("image_id");
      category |= key.equals("category_id");
      if (key.equals("segments_info")) {
        return PANOPTIC;
      }
      if (key.equals("segmentation") && token == JsonToken.START_ARRAY) {
        outline |= parser.nextToken() != JsonToken.END_ARRAY;
        while (parser.currentToken() != JsonToken.END_ARRAY) {
          Tokens.skip(parser);
          parser.nextToken();
        }
      } else {
        outline |= key.equals("segmentation") && token == JsonToken.START_OBJECT;
        Tokens.skip(parser);
      }
    }
    return !image || !category ? OTHER : outline ? OUTLINES : BOXES;
  }
}
