package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;

/**
 * What a reader found in a folder, not yet checked.
 *
 * @param classNames those that the data declare, null where they declare none
 * @param categoryIds one a declared class, null where the format has none
 * @param splits the images of each split that there is
 * @param warnings what could be mended
 */
public record Annotations(
    List<String> classNames,
    List<Integer> categoryIds,
    Map<Split, List<Image>> splits,
    List<String> warnings) {

  /**
   * An image and what is said to be on it.
   *
   * @param name file name without extension
   * @param id number of the image in its format, -1 where it has none
   * @param file of the image
   * @param size by the file's header
   * @param source file with the objects, for messages
   * @param objects as they stand in that file
   */
  public record Image(
      String name, long id, Path file, ImageSize size, Path source, List<Thing> objects) {}

  /**
   * An object as it stands in a file.
   *
   * @param label what it is called in messages, such as "object 3"
   * @param className of any class, declared or not
   * @param box in pixels of the image; nothing is sure about its numbers
   * @param ignored whether it counts neither as found nor as missed
   */
  public record Thing(String label, String className, Box box, boolean ignored) {}
}
