package org.dl4jvision.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;

/** Files of JSON or YAML as trees of values, within the bounds of {@link BoundedParser}. */
public final class JsonTree {

  /** A file of options is far smaller. */
  private static final int BYTES = 10 << 20;

  private JsonTree() {}

  /**
   * Reads a file of options; a YAML parser reads JSON, too.
   *
   * @return null where the file is empty
   * @throws IllegalArgumentException one line that names the file, for what is no YAML or refused
   */
  public static JsonNode yaml(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES + 1);
      if (bytes.length > BYTES) {
        throw new IllegalArgumentException(file + ": is larger than 10 MB: it is no such file");
      }
      return read(file.toString(), BoundedParser.yaml(TextFiles.text(file, bytes)));
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    }
  }

  private static JsonNode read(String name, BoundedParser parser) throws IOException {
    try (parser) {
      JsonNode root = parser.readValueAsTree();
      parser.requireEnd();
      return root;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + ": " + problem(e, "not JSON or YAML"), e);
    }
  }

  /**
   * What is wrong with a text that cannot be read.
   *
   * @param malformed what is said of one that is not well-formed; its line follows
   */
  public static String problem(JsonProcessingException e, String malformed) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof BoundedParser.Refusal) {
      return cause.getMessage();
    }
    return malformed + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr());
  }
}
