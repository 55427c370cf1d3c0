package org.dl4jvision.tile;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Predicts images of any size with any network that gives maps, in overlapping tiles: memory is
 * bounded by the tile and by the width of the image, not by its height.
 *
 * <pre>{@code
 * TiledPrediction tiles =
 *     TiledPrediction.builder(network)
 *         .memory(1L << 30)
 *         .progress((done, all) -> System.out.println(done + " of " + all))
 *         .build();
 * INDArray probabilities = tiles.output(image); // as network.outputSingle(image), or
 * tiles.predict(source, (rows, values) -> file.write(rows, values));
 * }</pre>
 *
 * <p>Tiles are evenly spread and overlap by a share of their side at least. Where several cover a
 * pixel, its value is their mean, weighted by Gaussians that are highest at the tiles' centers
 * (sigma: an eighth of the side), as in nnU-Net (Isensee et al., "nnU-Net: a self-configuring
 * method for deep learning-based biomedical image segmentation", 2021). Wherever all that a network
 * sees of a pixel lies inside of all tiles that cover it, the result is that of the whole image. An
 * image whose sides are not multiples of {@link Builder#multipleOf} goes on as its mirror image
 * below and to the right, and the result is cut to its size.
 *
 * <p>An image that fits into one tile is predicted as a whole, to the bit. For one thread at a
 * time, as networks are.
 */
public final class TiledPrediction {

  private final ComputationGraph network;
  private final TileModel model;
  private final String output;
  private final TileArrays arrays;
  private final int multipleOf;
  private final ImageSize tile;
  private final double overlap;
  private final Integer batchSize;
  private final long memory;
  private final Progress progress;
  private final BooleanSupplier cancelled;
  private NetworkMemory networkMemory;

  private TiledPrediction(Builder builder) {
    network = builder.network;
    output = builder.output();
    model =
        builder.model != null
            ? builder.model
            : (batch, places) ->
                network.output(List.of(output), false, new INDArray[] {batch}, null)[0];
    NetworkLayout layout = NetworkLayout.of(network);
    CNN2DFormat format = builder.format != null ? builder.format : layout.format();
    arrays = new TileArrays(format, network.getConfiguration().getDataType());
    multipleOf = builder.multipleOf != null ? builder.multipleOf : layout.multipleOf();
    tile = builder.tile;
    Check.that(
        tile == null || tile.equals(tile.roundUp(multipleOf)),
        "tile",
        tile,
        "multiples of " + multipleOf);
    overlap = builder.overlap;
    batchSize = builder.batchSize;
    memory = builder.memory;
    progress = builder.progress;
    cancelled = builder.cancelled;
  }

  /**
   * A builder with the defaults named at its methods.
   *
   * @param network with one input, of images; initialized
   */
  public static Builder builder(ComputationGraph network) {
    return new Builder(network);
  }

  /** Is told how far a prediction is. */
  @FunctionalInterface
  public interface Progress {

    /** Called after each batch, in the thread that predicts. */
    void tiles(long done, long all);
  }

  /** What height and width of tiles are multiples of. */
  public int multipleOf() {
    return multipleOf;
  }

  /**
   * The tiles that an image is predicted in.
   *
   * @throws IllegalArgumentException if the memory is not enough for the smallest tiles
   */
  public TileGrid grid(int channels, ImageSize image) {
    return plan(channels, image).grid();
  }

  /**
   * Predicts an image, and gives the result away rows by rows.
   *
   * @throws CancellationException if it was cancelled
   * @throws IllegalArgumentException if the network's output is no map of the image's size or of
   *     that divided by a whole number, or if the memory is not enough
   */
  public void predict(TileSource source, RowSink sink) {
    predict(source, sink, watch(0, 1));
  }

  private void predict(TileSource source, RowSink sink, TileWatch watch) {
    TilePlan plan = plan(source.channels(), source.size());
    new TileRun(plan, source, model, arrays, sink, watch).run();
  }

  /**
   * What {@code network.outputSingle(images)} gives, for images of any size: it is computed in
   * tiles, image by image.
   *
   * @param images {@code [N, channels, height, width]}, or {@code [N, height, width, channels]} for
   *     a network of this format
   * @return maps in the same format and in the network's type
   */
  public INDArray output(INDArray images) {
    Check.that(images.rank() == 4, "the rank of the images", images.rank(), "4");
    int examples = Math.toIntExact(images.size(0));
    ArrayOutput result = new ArrayOutput(arrays, examples);
    for (int i = 0; i < examples; i++) {
      result.next(i);
      predict(new ArrayImage(images, i, arrays), result, watch(i, examples));
    }
    return result.array();
  }

  private TileWatch watch(int image, int images) {
    return new TileWatch(progress, cancelled, image, images);
  }

  private TilePlan plan(int channels, ImageSize image) {
    ImageSize padded = image.roundUp(multipleOf);
    int batch = batchSize != null ? batchSize : 1;
    if (tile != null) {
      TilePlan plan =
          new TilePlan(
              new TileGrid(
                  TileAxis.of(padded.height(), tile.height(), overlap, multipleOf),
                  TileAxis.of(padded.width(), tile.width(), overlap, multipleOf)),
              batch);
      return batchSize != null ? plan : plan.withLargestBatch(memory, cost(channels, image));
    }
    TilePlan.Cost cost = cost(channels, image);
    TilePlan plan = TilePlan.within(memory, padded, overlap, multipleOf, batch, cost);
    return batchSize != null ? plan : plan.withLargestBatch(memory, cost);
  }

  private TilePlan.Cost cost(int channels, ImageSize image) {
    if (networkMemory == null) {
      networkMemory = NetworkMemory.of(network, channels, multipleOf);
    }
    return new TileCost(networkMemory, arrays, output, channels, image);
  }

  /** Options, all of which have defaults. */
  public static final class Builder {

    private static final double MOST_OVERLAP = 0.75;

    private final ComputationGraph network;
    private TileModel model;
    private String output;
    private CNN2DFormat format;
    private Integer multipleOf;
    private ImageSize tile;
    private double overlap = 0.25;
    private Integer batchSize;
    private long memory = Runtime.getRuntime().maxMemory() / 2;
    private Progress progress = (done, all) -> {};
    private BooleanSupplier cancelled = () -> false;

    private Builder(ComputationGraph network) {
      this.network = Check.given("network", network);
      Check.that(
          network.getNumInputArrays() == 1, "inputs", network.getNumInputArrays(), "networks of 1");
    }

    private String output() {
      if (output != null) {
        return output;
      }
      List<String> outputs = network.getConfiguration().getNetworkOutputs();
      Check.that(outputs.size() == 1, "outputs", outputs, "one; name it by output(String)");
      return outputs.get(0);
    }

    /**
     * What is computed of each batch of tiles, default the network's output. The memory is
     * estimated from the network all the same.
     */
    public Builder model(TileModel of) {
      model = Check.given("model", of);
      return this;
    }

    /** The vertex whose activations are wanted, default the network's only output. */
    public Builder output(String vertex) {
      Check.that(
          network.getVertex(vertex) != null,
          "output",
          vertex,
          String.join(", ", network.getConfiguration().getVertices().keySet()));
      output = vertex;
      return this;
    }

    /** Whether channels come first or last, default as the network's first convolution has it. */
    public Builder format(CNN2DFormat order) {
      format = Check.given("format", order);
      return this;
    }

    /**
     * What the height and width of a tile and the distances between tiles are multiples of: the
     * network's whole reduction, default the least common multiple of the strides of its maps.
     */
    public Builder multipleOf(int pixels) {
      multipleOf = Check.atLeast("multipleOf", pixels, 1);
      return this;
    }

    /** Height and width of a tile, multiples of {@link #multipleOf}; default: as memory allows. */
    public Builder tile(ImageSize size) {
      Check.that(size.height() > 0 && size.width() > 0, "tile", size, "sides > 0");
      tile = size;
      return this;
    }

    /** Height and width of square tiles. */
    public Builder tile(int side) {
      return tile(new ImageSize(side, side));
    }

    /** Least share of a tile's side that its neighbor covers too, 0 to 0.75, default 0.25. */
    public Builder overlap(double share) {
      Check.that(share >= 0 && share <= MOST_OVERLAP, "overlap", share, "numbers from 0 to 0.75");
      overlap = share;
      return this;
    }

    /** Tiles of a row that are computed at once; default: several if they are small. */
    public Builder batchSize(int tiles) {
      batchSize = Check.atLeast("batchSize", tiles, 1);
      return this;
    }

    /**
     * Bytes that a prediction may take in all, in Java's heap and outside of it; tiles and batches
     * are chosen so. Default: half of what the heap may grow to.
     */
    public Builder memory(long bytes) {
      Check.that(bytes > 0, "memory", bytes, "bytes > 0");
      memory = bytes;
      return this;
    }

    /** Is told after each batch how many tiles are done. */
    public Builder progress(Progress listener) {
      progress = Check.given("progress", listener);
      return this;
    }

    /**
     * Asked before each batch; a prediction ends with a {@link CancellationException} once this is
     * true. Another thread may make it so.
     */
    public Builder cancelled(BooleanSupplier asked) {
      cancelled = Check.given("cancelled", asked);
      return this;
    }

    /**
     * Builds it.
     *
     * @throws IllegalArgumentException if the network has several outputs and none is named, or if
     *     the tile is no multiple of {@link #multipleOf}
     */
    public TiledPrediction build() {
      return new TiledPrediction(this);
    }
  }
}
