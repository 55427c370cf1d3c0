package org.dl4jvision.data.format.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageFiles;

/**
 * Images that stand in texts of JSON files: each is written to a file in a temporary folder that is
 * deleted when the program ends.
 */
final class EmbeddedImages {

  private static Path folder;

  private EmbeddedImages() {}

  /**
   * The file of an image.
   *
   * @param text with the image's file in base64
   * @throws IllegalArgumentException one line, naming file and entry
   */
  static Path unpack(JsonValue text) {
    byte[] bytes = EmbeddedFile.base64(text);
    try {
      Path file = Files.createTempFile(folder(), "image", extension(text, bytes));
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw text.error(
          "cannot be written to the folder of temporary files: make space there, or put the image"
              + " beside its annotations");
    }
  }

  private static String extension(JsonValue text, byte[] bytes) {
    String start =
        new String(
            bytes, 0, Math.min(4, bytes.length), java.nio.charset.StandardCharsets.ISO_8859_1);
    if (start.equals("\u0089PNG")) {
      return ".png";
    }
    if (start.startsWith("\u00ff\u00d8")) {
      return ".jpg";
    }
    if (start.startsWith("BM")) {
      return ".bmp";
    }
    if (start.startsWith("GIF")) {
      return ".gif";
    }
    if (start.startsWith("II*") || start.startsWith("MM")) {
      return ".tif";
    }
    throw text.error("is no " + ImageFiles.FORMATS + " image");
  }

  private static synchronized Path folder() throws IOException {
    if (folder == null) {
      Path made = Files.createTempDirectory("dl4j-vision-images");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
      folder = made;
    }
    return folder;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // The program ends: the system deletes temporary files some day.
    }
  }
}
