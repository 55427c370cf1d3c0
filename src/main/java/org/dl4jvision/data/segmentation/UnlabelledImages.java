package org.dl4jvision.data.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;

/**
 * Images without truth, to predict on: all of them are in {@link Split#TEST}, and the labels of a
 * sample are null. Files are read when they are asked for. Immutable and thread-safe.
 */
public final class UnlabelledImages implements SegmentationDataset {

  private final String name;
  private final int channels;
  private final List<String> classNames;
  private final List<Path> files;
  private final List<ImageSize> sizes;

  private UnlabelledImages(Path path, int channels, List<String> classNames) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels must be 1 or 3, but is " + channels);
    }
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "no such file or folder: " + path + "; expected images (" + ImageFiles.FORMATS + ")");
    }
    name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    this.channels = channels;
    this.classNames = List.copyOf(classNames);
    files = Files.isDirectory(path) ? List.copyOf(ImageFiles.byStem(path).values()) : List.of(path);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "no images in " + path + "; expected files in " + ImageFiles.FORMATS);
    }
    // Damaged files are found now, not after an hour of predicting.
    sizes = files.stream().map(ImageFiles::readSize).toList();
  }

  /**
   * The images of a folder, by name, or one image file.
   *
   * @param path folder or file
   * @param channels 1 or 3, as the network wants
   * @param classNames the network's classes
   * @throws IllegalArgumentException if there is no such folder, no image in it, an unreadable one
   *     or two of one name
   */
  public static UnlabelledImages of(Path path, int channels, List<String> classNames) {
    return new UnlabelledImages(path, channels, classNames);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int size(Split split) {
    return split == Split.TEST ? files.size() : 0;
  }

  /** The file of an image. */
  public Path file(int index) {
    return files.get(index);
  }

  /** Name of an image: that of its file without extension. */
  public String imageName(int index) {
    return ImageFiles.stem(files.get(index));
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return sizes.get(index);
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    Path file = files.get(index);
    ImageFiles.Pixels pixels = ImageFiles.readPixels(file).withChannels(channels);
    return new SegmentationSample(
        ImageFiles.stem(file), channels, pixels.height(), pixels.width(), pixels.toFloats(), null);
  }
}
