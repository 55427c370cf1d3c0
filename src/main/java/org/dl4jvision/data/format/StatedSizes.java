package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.io.Parallel;

/** Compares sizes that annotations state with those of the images, which alone count. */
public final class StatedSizes {

  private final Map<AnnotatedImage, ImageSize> stated = new LinkedHashMap<>();

  /** Adds the size that is stated of an image; the first one counts. */
  public void add(AnnotatedImage image, ImageSize size) {
    stated.putIfAbsent(image, size);
  }

  /**
   * Warns of those that differ: coordinates may be those of another copy of the images.
   *
   * @param source that states them
   * @throws IllegalArgumentException naming the first that is no image, or that annotations see
   *     before its orientation tag turns it
   */
  public void report(Path source, List<String> warnings) {
    List<AnnotatedImage> images = new ArrayList<>(stated.keySet());
    List<Optional<String>> problems =
        Parallel.map(
            images.size(),
            i -> {
              AnnotatedImage image = images.get(i);
              return StatedSize.problem(
                  source + ": says " + image.file().getFileName(),
                  stated.get(image),
                  image.file(),
                  image.size());
            });
    Tally tally = new Tally();
    problems.stream().flatMap(Optional::stream).forEach(tally::add);
    tally.report("%d images have other sizes than annotations state, the first: %s", warnings);
  }
}
