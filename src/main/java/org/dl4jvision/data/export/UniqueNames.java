package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.format.Notes;

/**
 * Gives each image a name of its own, since the images of several folders are written into one. On
 * many computers names that differ in case are the same.
 */
final class UniqueNames {

  /** What some system does not take in names, or hides, or takes for a folder. */
  private static final Pattern UNUSABLE = Pattern.compile("^\\.|[\\p{Cntrl}:*?\"<>|]|[. ]$|^$");

  private final Set<String> taken = new HashSet<>();

  /** The image under a name that no other has. */
  LabeledImage of(LabeledImage image, Notes notes) {
    String wanted = base(image);
    String unique =
        candidates(image, wanted)
            .filter(name -> taken.add(name.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow();
    if (!unique.equals(wanted)) {
      notes.add(
          "%d images have the name of another and get one of their own, the first is %s",
          image.file() + ", now '" + unique + "'");
    }
    return image.named(unique);
  }

  /** The last part of what annotations call an image, which is not trusted; else its file's. */
  private static String base(LabeledImage image) {
    String name = image.name();
    String last = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    return UNUSABLE.matcher(last).find()
        ? UNUSABLE.matcher(ImageFiles.stem(image.file())).replaceAll("_")
        : last;
  }

  private static Stream<String> candidates(LabeledImage image, String name) {
    Path folder = image.file().toAbsolutePath().getParent();
    Stream<String> split = image.split().stream().map(one -> one.names().get(0) + "_" + name);
    Stream<String> above =
        Stream.ofNullable(folder.getFileName()).map(parent -> parent + "_" + name);
    return Stream.of(
            Stream.of(name),
            split,
            above,
            IntStream.iterate(2, i -> i + 1).mapToObj(i -> name + "_" + i))
        .flatMap(one -> one);
  }
}
