package org.dl4jvision.data.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dl4jvision.data.FolderOptions;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.FolderLayout.Pair;
import org.dl4jvision.io.MemoryBudget;
import org.dl4jvision.io.Parallel;

/**
 * Images and masks in a folder of one of these layouts:
 *
 * <ul>
 *   <li>{@code images/} with {@code labels/} or {@code masks/}, and {@code train.txt} and {@code
 *       val.txt} ({@code test.txt}) that list names, one a line, with or without extension. Without
 *       lists every fifth image by name is for validation and the others for training.
 *   <li>{@code train/}, {@code val/} ({@code test/}), each with {@code images/} and {@code labels/}
 *       or {@code masks/}.
 * </ul>
 *
 * <p>A mask has its image's name (or that with "_mask" appended) and size. Files are PNG, JPEG,
 * TIFF, BMP or GIF; images gray or colour, 8 or 16 bits. Mask values are
 *
 * <ul>
 *   <li>with {@link Builder#foreground}: that value is class 1, all others class 0;
 *   <li>0 and 255: classes 0 and 1 (JPEG masks are cut at 128);
 *   <li>else class indices: gray values, or the indices of a palette file;
 *   <li>in colour files: colours of {@code classes.txt}.
 * </ul>
 *
 * {@code classes.txt} in the folder, if present, has a line "index name" or "index name R G B" for
 * each class. A class whose index is ignored is no class; those after it move up.
 *
 * <p>Everything is checked when the data set is built: layout, pairs, sizes and the values of all
 * masks, by an {@link IllegalArgumentException} that names the file and what is expected. Decoded
 * files stay in memory up to a limit. Immutable and thread-safe.
 */
public final class FolderSegmentationDataset implements SegmentationDataset {

  private final String name;
  private final int channels;
  private final MaskValues values;
  private final boolean coloured;
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);
  private final MemoryBudget memory;

  /** The files of a split, what is known of them, and what is in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(
      List<Pair> pairs,
      ImageSize[] sizes,
      List<Map<Integer, Long>> histograms,
      AtomicReferenceArray<Decoded> decoded) {

    Part(List<Pair> pairs) {
      this(
          pairs,
          new ImageSize[pairs.size()],
          Arrays.asList(newHistograms(pairs.size())),
          new AtomicReferenceArray<>(pairs.size()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Integer, Long>[] newHistograms(int count) {
      return new Map[count];
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Decoded(Pixels pixels, byte[] labels) {}

  private FolderSegmentationDataset(Builder builder) {
    name = builder.name();
    FolderLayout.find(builder.folder())
        .forEach((split, pairs) -> parts.put(split, new Part(pairs)));
    builder.checkRequired(this::size, FolderLayout.ACCEPTED);
    memory = builder.memory();
    parts.values().forEach(FolderSegmentationDataset::scan);
    TreeSet<Integer> seen = new TreeSet<>();
    parts.values().forEach(part -> part.histograms().forEach(h -> seen.addAll(h.keySet())));
    coloured =
        seen.stream()
            .anyMatch(
                code ->
                    code >= ImageFiles.COLOUR
                        && ((code >> 16 & 0xff) != (code & 0xff)
                            || (code >> 8 & 0xff) != (code & 0xff)));
    TreeSet<Integer> codes = new TreeSet<>();
    seen.forEach(code -> codes.add(plain(code)));
    boolean lossy =
        parts.values().stream()
            .flatMap(part -> part.pairs().stream())
            .allMatch(pair -> ImageFiles.isJpeg(pair.mask()));
    values = MaskValues.of(builder.wishes(), codes, lossy);
    parts.values().forEach(this::checkValues);
    channels =
        builder.channelsOf(
            parts.values().stream().flatMap(part -> part.pairs().stream()).map(Pair::image));
    parts.forEach((split, part) -> fill(part));
  }

  /** A data set in this folder; see the options. */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  /** Reads sizes and masks. */
  private static void scan(Part part) {
    Parallel.forEach(part.pairs().size(), i -> scan(part, i));
  }

  private static void scan(Part part, int i) {
    Pair pair = part.pairs().get(i);
    ImageSize size = ImageFiles.readSize(pair.image());
    Mask mask = ImageFiles.readMask(pair.mask());
    ImageSize maskSize = new ImageSize(mask.height(), mask.width());
    if (!size.equals(maskSize)) {
      throw new IllegalArgumentException(
          "sizes differ: image "
              + pair.image()
              + " is "
              + size
              + ", mask "
              + pair.mask()
              + " is "
              + maskSize
              + " (height x width); expected equal sizes");
    }
    part.sizes()[i] = size;
    part.histograms().set(i, histogram(mask.codes()));
  }

  private static Map<Integer, Long> histogram(int[] codes) {
    Map<Integer, Long> counts = new HashMap<>();
    // Neighbours are mostly equal: count runs.
    for (int start = 0, i = 1; i <= codes.length; i++) {
      if (i == codes.length || codes[i] != codes[start]) {
        counts.merge(codes[start], (long) i - start, Long::sum);
        start = i;
      }
    }
    return counts;
  }

  /** Gray shades in colour files are numbers unless some mask really is coloured. */
  private int plain(int code) {
    return coloured || code < ImageFiles.COLOUR ? code : code & 0xff;
  }

  private void checkValues(Part part) {
    for (int i = 0; i < part.pairs().size(); i++) {
      Path file = part.pairs().get(i).mask();
      part.histograms()
          .get(i)
          .forEach(
              (code, count) -> {
                if (values.classOf(plain(code)) < 0) {
                  throw new IllegalArgumentException(
                      "mask "
                          + file
                          + " has the value "
                          + MaskValues.show(plain(code))
                          + " ("
                          + count
                          + (count == 1 ? " pixel" : " pixels")
                          + "); allowed: "
                          + values.allowed());
                }
              });
    }
  }

  /** Decodes as much as fits in memory, which finds damaged files before a training starts. */
  private void fill(Part part) {
    Parallel.forEach(
        part.pairs().size(),
        i -> {
          ImageSize size = part.sizes()[i];
          if (memory.has((channels + 1L) * size.height() * size.width())) {
            decode(part, i);
          }
        });
  }

  private Decoded decode(Part part, int i) {
    Decoded decoded = part.decoded().get(i);
    if (decoded != null) {
      return decoded;
    }
    Pair pair = part.pairs().get(i);
    Pixels pixels = ImageFiles.readPixels(pair.image()).withChannels(channels);
    Mask mask = ImageFiles.readMask(pair.mask());
    byte[] labels = new byte[mask.codes().length];
    int lastCode = -1;
    byte label = 0;
    for (int p = 0; p < labels.length; p++) {
      int code = mask.codes()[p];
      if (code != lastCode) {
        label = (byte) values.classOf(plain(code));
        lastCode = code;
      }
      labels[p] = label;
    }
    decoded = new Decoded(pixels, labels);
    if (memory.take(pixels.memory() + labels.length)) {
      part.decoded().set(i, decoded);
    }
    return decoded;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> classNames() {
    return values.names();
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int size(Split split) {
    return parts.get(split).pairs().size();
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return parts.get(split).sizes()[index];
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    Part part = parts.get(split);
    Decoded decoded = decode(part, index);
    Pixels pixels = decoded.pixels();
    return new SegmentationSample(
        part.pairs().get(index).name(),
        channels,
        pixels.height(),
        pixels.width(),
        pixels.toFloats(),
        decoded.labels());
  }

  @Override
  public long[] classPixels(Split split) {
    long[] counts = new long[classNames().size()];
    for (Map<Integer, Long> histogram : parts.get(split).histograms()) {
      histogram.forEach(
          (code, count) -> {
            int value = values.classOf(plain(code));
            if (value != SegmentationSample.IGNORE) {
              counts[value] += count;
            }
          });
    }
    return counts;
  }

  /** Options; nothing has to be set for masks of 0 and 255 or of class indices. */
  public static final class Builder extends FolderOptions<Builder> {
    private Integer ignoreIndex;
    private Integer foreground;
    private Integer classCount;

    private Builder(Path folder) {
      super(folder);
    }

    /** Mask value of void pixels, which count for nothing; null (the default) for none. */
    public Builder ignoreIndex(Integer value) {
      ignoreIndex = value;
      return this;
    }

    /**
     * Mask value that is class 1 while all others are class 0, for inverted masks or one class of
     * many; null (the default) for masks that are not of this kind.
     */
    public Builder foreground(Integer value) {
      foreground = value;
      return this;
    }

    /**
     * Number of classes without the ignored one, as in {@link #classNames}, 2 to 255; null (the
     * default) to find it.
     */
    public Builder classes(Integer count) {
      classCount = count;
      return this;
    }

    /**
     * Finds and checks the data.
     *
     * @throws IllegalArgumentException naming the first file or option at fault and what is
     *     expected
     */
    public FolderSegmentationDataset build() {
      return new FolderSegmentationDataset(this);
    }

    private MaskValues.Wishes wishes() {
      Path classes = folder().resolve("classes.txt");
      return new MaskValues.Wishes(
          ignoreIndex,
          foreground,
          classCount,
          classNames(),
          Files.isRegularFile(classes) ? classes : null);
    }
  }
}
