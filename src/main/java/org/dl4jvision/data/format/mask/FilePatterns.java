package org.dl4jvision.data.format.mask;

import static org.dl4jvision.data.ImageFiles.stem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.ReadOptions;

/**
 * Which files are images and which their masks, as users say: {@code train/*.jpg} and {@code
 * train_masks/{name}_mask.gif}. In patterns {@code *} stands for any characters of a name, {@code
 * **} for any folders, {@code ?} for one character and {@code {name}} for the image's name without
 * extension, or what stands there in the pattern of images.
 */
final class FilePatterns {

  private static final String NAME = "{name}";

  private final Map<Path, Path> masks = new TreeMap<>();
  private final List<Path> withoutMask = new ArrayList<>();

  private FilePatterns() {}

  /**
   * Finds the files.
   *
   * @throws IllegalArgumentException if a pattern is missing, or fits no file, or several masks fit
   *     an image
   */
  static FilePatterns of(DataFolder folder, ReadOptions options) {
    String masks =
        options
            .masks()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "images is "
                            + options.images().orElseThrow()
                            + ", but nothing says where the masks are; expected masks with "
                            + NAME
                            + ", such as 'masks/{name}.png'"));
    if (!masks.contains(NAME)) {
      throw new IllegalArgumentException(
          "masks is " + masks + "; allowed: patterns with " + NAME + ", the name of the image");
    }
    FilePatterns patterns = new FilePatterns();
    Map<String, Path> byName = named(folder, masks);
    String images = options.images().orElse("**");
    Pattern pattern = regex(images);
    for (Path image : images(folder, images, byName)) {
      Path mask = byName.get(images.contains(NAME) ? name(pattern, folder, image) : stem(image));
      if (mask == null) {
        patterns.withoutMask.add(image);
      } else {
        patterns.masks.put(image, mask);
      }
    }
    if (patterns.masks.isEmpty()) {
      throw new IllegalArgumentException(
          "masks is "
              + masks
              + ", but none of "
              + patterns.withoutMask.size()
              + " images has such a mask; the first is "
              + patterns.withoutMask.get(0));
    }
    return patterns;
  }

  private static Map<String, Path> named(DataFolder folder, String masks) {
    Pattern pattern = regex(masks);
    Map<String, Path> byName = new HashMap<>();
    for (Path file : folder.files()) {
      Matcher matcher = pattern.matcher(folder.name(file));
      if (matcher.matches()) {
        Path other = byName.putIfAbsent(matcher.group("name"), file);
        if (other != null) {
          throw new IllegalArgumentException(
              "masks is "
                  + masks
                  + ", but both "
                  + other
                  + " and "
                  + file
                  + " are such masks of '"
                  + matcher.group("name")
                  + "'");
        }
      }
    }
    if (byName.isEmpty()) {
      throw new IllegalArgumentException(
          "masks is " + masks + ", but " + folder.root() + " has no such file");
    }
    return byName;
  }

  private static String name(Pattern images, DataFolder folder, Path image) {
    Matcher matcher = images.matcher(folder.name(image));
    return matcher.matches() ? matcher.group("name") : stem(image);
  }

  private static List<Path> images(DataFolder folder, String images, Map<String, Path> masks) {
    Pattern pattern = regex(images);
    Set<Path> used = Set.copyOf(masks.values());
    List<Path> files =
        folder.images().stream()
            .filter(file -> pattern.matcher(folder.name(file)).matches())
            .filter(file -> !used.contains(file))
            .toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "images is " + images + ", but " + folder.root() + " has no such image");
    }
    return files;
  }

  private static Pattern regex(String glob) {
    StringBuilder regex = new StringBuilder();
    boolean named = false;
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith(NAME, i)) {
        regex.append(named ? "\\k<name>" : "(?<name>[^/]+)");
        named = true;
        i += NAME.length() - 1;
      } else if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (glob.charAt(i) == '*') {
        regex.append("[^/]*");
      } else if (glob.charAt(i) == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** The mask of each image, in order of the images. */
  Map<Path, Path> masks() {
    return masks;
  }

  /** Images of the pattern that have no mask. */
  List<Path> withoutMask() {
    return withoutMask;
  }
}
