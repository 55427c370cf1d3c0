package org.dl4jvision.data.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * The keys that stand in the first 64 kB of a JSON file, as paths: {@code images}, {@code
 * images[].file_name}, and {@code [].label} where the file is a list. It tells formats apart
 * without reading a file, which may be large, cut off or damaged behind its beginning.
 */
public final class JsonHead {

  private static final int BYTES = 1 << 16;
  private static final int DEPTH = 5;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Set<String> paths = new LinkedHashSet<>();

  private JsonHead() {}

  static JsonHead read(Path file) {
    JsonHead head = new JsonHead();
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(BYTES);
    } catch (IOException e) {
      return head;
    }
    try (JsonParser parser = FACTORY.createParser(new ByteArrayInputStream(bytes))) {
      head.value(parser, parser.nextToken(), "", 0);
    } catch (IOException e) {
      // The head ends in the middle of something; what stood before it was gathered.
    }
    return head;
  }

  private void value(JsonParser parser, JsonToken token, String path, int depth)
      throws IOException {
    if (token == null || token.isScalarValue()) {
      return;
    }
    if (depth == DEPTH) {
      parser.skipChildren();
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken next = next(parser); next != JsonToken.END_ARRAY; next = next(parser)) {
        paths.add(path + "[]");
        value(parser, next, path + "[]", depth + 1);
      }
    } else if (token == JsonToken.START_OBJECT) {
      while (next(parser) == JsonToken.FIELD_NAME) {
        String key = (path.isEmpty() ? "" : path + ".") + parser.getCurrentName();
        paths.add(key);
        value(parser, next(parser), key, depth + 1);
      }
    }
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IOException("the end");
    }
    return token;
  }

  /** Whether it has none: there is nothing, no JSON, or what is damaged from its beginning. */
  public boolean isEmpty() {
    return paths.isEmpty();
  }

  /**
   * Whether there are all of these keys.
   *
   * @param wanted such as {@code images[].id}; {@code *} stands for any key
   */
  public boolean has(String... wanted) {
    for (String path : wanted) {
      if (!has(path)) {
        return false;
      }
    }
    return true;
  }

  private boolean has(String path) {
    if (!path.contains("*")) {
      return paths.contains(path);
    }
    Pattern pattern = Pattern.compile(Pattern.quote(path).replace("*", "\\E.+\\Q"));
    return paths.stream().anyMatch(one -> pattern.matcher(one).matches());
  }
}
