package org.dl4jvision.data.format.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

/** Files that stand in a text of a JSON file. */
final class EmbeddedFile {

  /** Packed bytes of any length could fill the memory. */
  private static final int MOST_UNPACKED = 1 << 26;

  private EmbeddedFile() {}

  /**
   * The bytes of a text in base64, which may begin as a web address does.
   *
   * @throws IllegalArgumentException one line, naming file and entry
   */
  static byte[] base64(JsonValue text) {
    String code = text.text().replaceFirst("^data:[^,]{0,99},", "").replaceAll("\\s+", "");
    try {
      return Base64.getDecoder().decode(code);
    } catch (IllegalArgumentException e) {
      throw text.error("must be a file in base64, but is damaged");
    }
  }

  /**
   * The bytes of a text in base64 that are packed by zlib.
   *
   * @throws IllegalArgumentException one line, naming file and entry
   */
  static byte[] unpacked(JsonValue text) {
    try (InflaterInputStream stream =
        new InflaterInputStream(new ByteArrayInputStream(base64(text)))) {
      byte[] bytes = stream.readNBytes(MOST_UNPACKED + 1);
      if (bytes.length > MOST_UNPACKED) {
        throw text.error("is more than " + MOST_UNPACKED + " bytes when it is unpacked");
      }
      return bytes;
    } catch (IOException e) {
      throw text.error("must be packed by zlib, but is damaged");
    }
  }
}
