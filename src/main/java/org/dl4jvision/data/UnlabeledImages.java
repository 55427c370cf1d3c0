package org.dl4jvision.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.io.LastOpened;
import org.dl4jvision.io.Parallel;

/**
 * Images without ground truth, to predict on: all of them are in {@link Split#TEST}. Files are read
 * when they are asked for. Immutable and thread-safe.
 *
 * @param <S> the samples, which lack what is to be predicted
 */
public abstract class UnlabeledImages<S extends Sample> implements Dataset<S> {

  private final String name;
  private final int channels;
  private final List<String> classNames;
  private final List<Path> files;
  private final List<ImageSize> sizes;
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final LastOpened<Integer, ImageWindows> opened = new LastOpened<>();

  /**
   * Finds the images of a folder, by name, or one image file. Files of a folder that cannot be read
   * are left out.
   *
   * @param path folder or file
   * @param channels 1 or 3, as the network wants
   * @param classNames the network's classes
   * @throws IllegalArgumentException if there is no such folder, no image in it, none that can be
   *     read, or two of one name
   */
  protected UnlabeledImages(Path path, int channels, List<String> classNames) {
    Check.that(channels == 1 || channels == 3, "channels", channels, "1 or 3");
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "no such file or folder: " + path + "; expected images (" + ImageFiles.FORMATS + ")");
    }
    name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    this.channels = channels;
    this.classNames = List.copyOf(classNames);
    List<Path> all =
        Files.isDirectory(path) ? List.copyOf(ImageFiles.byStem(path).values()) : List.of(path);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "no images in " + path + "; expected files in " + ImageFiles.FORMATS);
    }
    // Damaged files are found now, as far as their headers tell, not after an hour of predicting.
    Map<Path, ImageSize> read = new LinkedHashMap<>();
    List<Header> headers = Parallel.map(all.size(), i -> Header.of(all.get(i)));
    for (Header header : headers) {
      header.size().ifPresent(size -> read.put(header.file(), size));
      header.problem().map(Throwable::getMessage).ifPresent(unreadable::add);
    }
    if (read.isEmpty()) {
      throw headers.get(0).problem().orElseThrow();
    }
    files = List.copyOf(read.keySet());
    sizes = List.copyOf(read.values());
    if (Files.isDirectory(path)) {
      warnings.addAll(LeftOut.of(path));
    }
    warnings.addAll(FirstPages.warnings(files));
    if (channels == 1 && hasColors()) {
      warnings.add("the images have colors, the model learned from gray ones: their luma is used");
    }
  }

  /** What the header of a file says: the size or what is wrong. */
  private record Header(
      Path file, Optional<ImageSize> size, Optional<IllegalArgumentException> problem) {

    static Header of(Path file) {
      try {
        return new Header(file, Optional.of(ImageFiles.readSize(file)), Optional.empty());
      } catch (IllegalArgumentException e) {
        return new Header(file, Optional.empty(), Optional.of(e));
      }
    }
  }

  private boolean hasColors() {
    try {
      return ImageFiles.channelsOf(files.stream()) > 1;
    } catch (IllegalArgumentException e) {
      return false; // It is told of the damaged file when its turn comes.
    }
  }

  /** What is wrong with files that are left out, as their headers cannot be read; a line each. */
  public final List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  /** A sample of these pixels, without ground truth. */
  protected abstract S sample(String name, Pixels pixels);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<String> classNames() {
    return classNames;
  }

  @Override
  public final int channels() {
    return channels;
  }

  @Override
  public final int size(Split split) {
    return split == Split.TEST ? files.size() : 0;
  }

  @Override
  public final S get(Split split, int index) {
    Path file = file(index);
    return LackOfMemory.tellImages(
        () -> List.of(file.getFileName().toString()),
        () -> sample(imageName(split, index), ImageFiles.readPixels(file).withChannels(channels)));
  }

  /** A part of an image; parts of one image are best asked for in a row. */
  protected final S part(int index, Region region) {
    return sample(
        ImageFiles.stem(file(index)),
        with(index, image -> image.pixels(region).withChannels(channels)));
  }

  private <T> T with(int index, Function<ImageWindows, T> work) {
    return opened.with(index, () -> ImageWindows.open(file(index)), work);
  }

  @Override
  public final Scaling scaling(Split split, int index, Normalization normalization) {
    return with(
        index,
        image ->
            normalization.of(
                strip ->
                    Region.strips(image.size(), image.rows()).stream()
                        .map(region -> image.pixels(region).withChannels(channels))
                        .forEach(pixels -> strip.accept(pixels.toFloats())),
                channels));
  }

  /** The file of an image. */
  public final Path file(int index) {
    return files.get(index);
  }

  @Override
  public final String imageName(Split split, int index) {
    return ImageFiles.stem(file(index));
  }

  @Override
  public final List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public final ImageSize imageSize(Split split, int index) {
    return sizes.get(index);
  }
}
