package org.dl4jvision.data;

import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageFiles.Mask;

/**
 * An outline as the pixels of a mask file that have some codes: one object of many in a file, or
 * the one object of a file. The file is read when it is asked; outlines of one file share what was
 * read as long as memory allows. Thread-safe.
 */
public final class MaskOutline implements Outline {

  private final Source source;
  private final IntPredicate inside;

  private MaskOutline(Source source, IntPredicate inside) {
    this.source = source;
    this.inside = inside;
  }

  /** The file of several outlines, read once for all of them. */
  public static final class Source {
    private final MaskFile file;
    private SoftReference<Mask> mask = new SoftReference<>(null);

    /** A file that is not read yet. */
    public Source(MaskFile file) {
      this.file = file;
    }

    /** The pixels of a code: a number, or {@link ImageFiles#COLOR} + 0xRRGGBB. */
    public MaskOutline outline(int code) {
      return outline(value -> value == code);
    }

    /** The pixels whose codes pass. */
    public MaskOutline outline(IntPredicate inside) {
      return new MaskOutline(this, inside);
    }

    /**
     * The codes of the file.
     *
     * @throws IllegalArgumentException naming the file, if it cannot be read
     */
    public synchronized Mask mask() {
      Mask read = mask.get();
      if (read == null) {
        read = file.read();
        mask = new SoftReference<>(read);
      }
      return read;
    }
  }

  @Override
  public Optional<ImageSize> statedSize() {
    Mask mask = source.mask();
    return Optional.of(new ImageSize(mask.height(), mask.width()));
  }

  @Override
  public Box bounds() {
    return region(statedSize().orElseThrow()).bounds();
  }

  @Override
  public PixelRegion region(ImageSize size) {
    return region(size, Region.of(size));
  }

  @Override
  public PixelRegion region(ImageSize size, Region window) {
    Mask mask = source.mask();
    return PixelRegion.of(
        size,
        window,
        (x, y) ->
            x < mask.width()
                && y < mask.height()
                && inside.test(mask.codes()[y * mask.width() + x]));
  }
}
