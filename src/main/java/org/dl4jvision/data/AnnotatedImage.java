package org.dl4jvision.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.io.coco.CocoId;

/**
 * An image and what a format says is on it: what every format reads and every task uses. It has
 * objects, or a mask, or both. Immutable and thread-safe.
 */
public final class AnnotatedImage {

  private final String name;
  private final Optional<CocoId> id;
  private final Path file;
  private final Path source;
  private final List<Annotation> objects;
  private final Optional<MaskFile> mask;
  private final Optional<Split> split;
  private volatile ImageSize size;

  private AnnotatedImage(Builder builder) {
    file = builder.file;
    name = builder.name == null ? ImageFiles.stem(file) : builder.name;
    id = builder.id;
    source = builder.source == null ? file : builder.source;
    objects = builder.objects;
    mask = builder.mask;
    split = builder.split;
    size = builder.size;
  }

  /**
   * An image of which nothing else is known: no objects, no mask, no split.
   *
   * @param file of the image, which must be there
   */
  public static Builder of(Path file) {
    return new Builder(file);
  }

  /** This with other objects. */
  public AnnotatedImage withObjects(List<Annotation> others) {
    Builder builder = new Builder(file).name(name).source(source).objects(others).split(split);
    builder.id = id;
    builder.mask = mask;
    builder.size = size;
    return new AnnotatedImage(builder);
  }

  /** File name without extension, or what the annotations call it. */
  public String name() {
    return name;
  }

  /** What the format calls it, where images have ids. */
  public Optional<CocoId> id() {
    return id;
  }

  /** The file of the image. */
  public Path file() {
    return file;
  }

  /**
   * Its size as it is seen, by the file's header, which is read when first asked for.
   *
   * @throws IllegalArgumentException if the file is missing or no image
   */
  public ImageSize size() {
    ImageSize known = size;
    if (known == null) {
      known = ImageFiles.readSize(file);
      size = known;
    }
    return known;
  }

  /** The file with the annotations, for messages; the image's own where it has none. */
  public Path source() {
    return source;
  }

  /** The objects as they stand in the source, not yet checked; a list may read them when asked. */
  public List<Annotation> objects() {
    return objects;
  }

  /** The file with the class of each pixel. */
  public Optional<MaskFile> mask() {
    return mask;
  }

  /** Which split the format says it belongs to, empty where it says nothing. */
  public Optional<Split> split() {
    return split;
  }

  /** Says what is known of an image. */
  public static final class Builder {
    private final Path file;
    private String name;
    private Optional<CocoId> id = Optional.empty();
    private Path source;
    private List<Annotation> objects = List.of();
    private Optional<MaskFile> mask = Optional.empty();
    private Optional<Split> split = Optional.empty();
    private ImageSize size;

    private Builder(Path file) {
      this.file = file;
    }

    /** Sets the name; default: the file's, without extension. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Sets what the format calls it. */
    public Builder id(CocoId id) {
      this.id = Optional.of(id);
      return this;
    }

    /** Sets the file with the annotations, for messages; default: the image's. */
    public Builder source(Path source) {
      this.source = source;
      return this;
    }

    /** Sets the objects, which may be read when their list is asked. */
    public Builder objects(List<Annotation> objects) {
      this.objects = objects;
      return this;
    }

    /** Sets an image file with the class of each pixel. */
    public Builder mask(Path file) {
      return mask(MaskFile.of(file));
    }

    /** Sets the file with the class of each pixel. */
    public Builder mask(MaskFile mask) {
      this.mask = Optional.of(mask);
      return this;
    }

    /** Sets the split that the format says. */
    public Builder split(Split split) {
      return split(Optional.of(split));
    }

    /** Sets the split, empty where the format says nothing. */
    public Builder split(Optional<Split> split) {
      this.split = split;
      return this;
    }

    /** Sets the size where its file's header was read already; what annotations say is no proof. */
    public Builder size(ImageSize size) {
      this.size = size;
      return this;
    }

    /**
     * The image.
     *
     * @throws IllegalArgumentException if its file is missing
     */
    public AnnotatedImage build() {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            (source == null ? "" : source + ": ")
                + "there is no image '"
                + file.getFileName()
                + "' in "
                + file.getParent());
      }
      return new AnnotatedImage(this);
    }
  }
}
