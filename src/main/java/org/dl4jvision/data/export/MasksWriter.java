package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.io.AtomicFile;

/**
 * Class indices as gray PNG files, 255 where void: {@code images/}, {@code masks/NAME.png}, {@code
 * classes.txt} with a line a class from 0, and {@code train.txt}, {@code val.txt}, {@code test.txt}
 * with a name a line. Objects are painted as training paints them.
 */
public final class MasksWriter implements DatasetWriter {

  /** The writer, as the registry makes it. */
  public MasksWriter() {}

  @Override
  public String name() {
    return "masks";
  }

  @Override
  public String help() {
    return "a PNG file an image whose values are classes, 255 ignored";
  }

  @Override
  public Set<Part> parts() {
    return Set.of(Part.CLASS_MAPS);
  }

  @Override
  public String layout() {
    return "images/, masks/NAME.png, classes.txt, train.txt, val.txt, test.txt";
  }

  @Override
  public Output open(Path folder, Classes classes) {
    return new Output() {
      @Override
      public Runnable write(LabeledImage image, Notes notes) {
        byte[] map = image.classMap().orElseThrow().get();
        Export.copyImage(image, folder.resolve("images"));
        AtomicFile.writePng(
            folder.resolve("masks").resolve(image.name() + ".png"),
            PngFiles.gray(map, image.size()));
        return NOTHING_LEFT;
      }

      @Override
      public void finish(Map<Split, List<String>> names) {
        TextLists.write(folder.resolve("classes.txt"), classLines(classes.ofPixels()));
        TextLists.writeSplits(folder, names);
      }
    };
  }

  /** Names; with their numbers where a name alone would be read as a number and a name. */
  private static List<String> classLines(List<String> names) {
    return names.stream().noneMatch(name -> name.matches("\\d+\\s.*"))
        ? names
        : TextLists.numbered(names);
  }
}
