package org.dl4jvision.loss.evaluation.field;

import org.dl4jvision.loss.math.BufferPool;

/**
 * The memory that the fields of a tile live in: fields are taken one by one and taken back all at
 * once when the next tile starts. An arena is borrowed by one thread, released, and used again by
 * the next, so that sweeps leave nothing for the garbage collector.
 */
public final class TileArena {

  /** Numbers a field: few enough that half a dozen fields stay in the second-level cache. */
  private static final int FIELD = 16384;

  private static final int MIN_PIXELS = 256;
  private static final int MAX_PIXELS = 2048;

  private static final double[] ONE = {1};

  private static final BufferPool<TileArena> POOL = new BufferPool<>(TileArena::new);

  private final int classes;
  private final int capacity;
  private final FieldLender<DenseField> dense;
  private final Shelf<ConstantField> constants;
  private final Shelf<IndexField> indexed;
  private final float[] scratch;
  private final int[] index;

  private TileArena(int classes) {
    this.classes = classes;
    int even = FIELD / classes / MIN_PIXELS * MIN_PIXELS;
    capacity = Math.max(MIN_PIXELS, Math.min(even, MAX_PIXELS));
    dense =
        new FieldLender<>(
            classes, capacity, (lender, rows) -> new DenseField(lender, new float[rows][capacity]));
    constants = new Shelf<>(shelf -> new ConstantField(dense, shelf));
    indexed = new Shelf<>(shelf -> new IndexField(dense, shelf, constants));
    index = new int[capacity];
    scratch = new float[capacity * classes];
  }

  /** An arena for fields with {@code classes} rows or one row, for one thread until released. */
  public static TileArena borrow(int classes) {
    return POOL.take(classes);
  }

  /** Gives the arena back; neither it nor its fields may be touched any more. */
  public void release() {
    POOL.release(classes, this);
  }

  /** Takes back every field and starts a tile of so many pixels. */
  public void start(int pixels) {
    dense.start(pixels);
    constants.takeAllBack();
    indexed.takeAllBack();
  }

  /** Returns the largest number of pixels of a tile. */
  public int capacity() {
    return capacity;
  }

  /** Room for all numbers of a field, whose rows are interleaved in memory. */
  public float[] scratch() {
    return scratch;
  }

  /** Lends room for the class of each pixel; all calls share it. */
  public int[] index() {
    return index;
  }

  /** A field of any numbers, with a row a class or a single row. */
  public DenseField take(int rows) {
    return dense.take(rows);
  }

  /** Returns a field of one number a class, the same at every pixel. */
  public TileField constant(double[] ofClasses) {
    return constants.take().set(ofClasses, 1);
  }

  /** A number for all classes and pixels: a single row. */
  public TileField constant(double number) {
    return constants.take().set(ONE, number);
  }

  /**
   * A number a pixel in the row of its class, 0 in the other rows.
   *
   * @param classOfPixel one a pixel
   * @param values a single row
   */
  public IndexField indexed(int[] classOfPixel, DenseField values) {
    return indexed.take().set(classOfPixel, values);
  }
}
