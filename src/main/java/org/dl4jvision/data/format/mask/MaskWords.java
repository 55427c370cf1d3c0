package org.dl4jvision.data.format.mask;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What names of folders and files tell of whether there are images or masks. */
final class MaskWords {

  private static final List<String> MASKS =
      List.of(
          "mask",
          "label",
          "lbl",
          "seg",
          "anno",
          "truth",
          "groundtruth",
          "manual",
          "target",
          "matte",
          "trimap");
  private static final List<String> WHOLE_MASKS = List.of("gt", "l", "ann", "y");
  private static final List<String> IMAGES =
      List.of(
          "image", "img", "jpeg", "photo", "picture", "rgb", "raw", "input", "original", "scan");
  private static final List<String> WHOLE_IMAGES = List.of("im", "ims", "x", "src");

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private MaskWords() {}

  /** 1 if a name says that these are masks, -1 if images, 0 if neither or both. */
  static int of(String name) {
    boolean masks = says(name, MASKS, WHOLE_MASKS);
    boolean images = says(name, IMAGES, WHOLE_IMAGES);
    return masks == images ? 0 : masks ? 1 : -1;
  }

  private static boolean says(String name, List<String> starts, List<String> whole) {
    return words(name)
        .anyMatch(word -> whole.contains(word) || starts.stream().anyMatch(word::startsWith));
  }

  /** The words of a name, where "gtFine_labelIds" has four. */
  private static Stream<String> words(String name) {
    return BETWEEN.splitAsStream(name).map(word -> word.toLowerCase(Locale.ROOT));
  }
}
