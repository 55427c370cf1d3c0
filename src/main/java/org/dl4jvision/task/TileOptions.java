package org.dl4jvision.task;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.tile.NetworkMemory;
import org.dl4jvision.tile.TileGrid;
import org.dl4jvision.tile.TiledPrediction;
import picocli.CommandLine.Option;

/** Options of prediction in tiles, for images that are too large to be predicted as a whole. */
public final class TileOptions extends Options {

  private static final Pattern SIZE = Pattern.compile("(?i)(\\d+(?:\\.\\d+)?)([kmg]?)b?");

  /**
   * Side of the tiles, in pixels; null: chosen by the memory, which small images fit as a whole.
   */
  @Option(
      names = "--tile",
      order = 60,
      paramLabel = "PIXELS",
      description =
          "Side of the tiles in which larger images are predicted (default: images that fit in"
              + " --memory as a whole, others in tiles that do).")
  public Integer tile;

  /** Least share of a tile's side that its neighbor covers, too. */
  @Option(
      names = "--overlap",
      order = 61,
      paramLabel = "SHARE",
      description = "Least share of tiles that overlaps, 0 to 0.75 (default: ${DEFAULT-VALUE}).")
  public double overlap = 0.25;

  /** Bytes that predicting an image may take, such as 800m or 2g; null: half of Java's heap. */
  @Option(
      names = "--memory",
      order = 62,
      paramLabel = "SIZE",
      description =
          "Memory that predicting an image may take, such as 800m or 2g (default: half of Java's"
              + " heap).")
  public String memory;

  private Consumer<String> listener = line -> {};
  private double share = 1;
  private String image;
  private boolean said;
  private boolean ticks = true;
  private Ticks ofTiles = Ticks.untold();
  private Ticks ofImages = Ticks.untold();

  @Override
  public void onProgress(Consumer<String> listener) {
    this.listener = listener;
    ofImages = new Ticks(listener);
  }

  /** Tells what another, of which these are a copy, tells, but not how far a prediction is. */
  public void tellAs(TileOptions original) {
    listener = original.listener;
    ticks = false;
  }

  /**
   * Begins an image: says in how many tiles such are predicted, the first time that it is more than
   * one, and calls it by its name when it is told how far it is.
   */
  public void begin(String name, TiledPrediction tiles, int channels, ImageSize size) {
    image = name;
    ofTiles = ticks ? new Ticks(listener) : Ticks.untold();
    if (!said) {
      TileGrid grid = tiles.grid(channels, size);
      said = grid.count() > 1;
      if (said) {
        listener.accept("images of " + size + " are predicted in " + grid);
      }
    }
  }

  /** Says that a pass takes so many times the memory of one of the image as it is. */
  public void share(double passes) {
    share = passes;
  }

  /** Tiles of a network by these options; who listens is told now and then how far it is. */
  public TiledPrediction.Builder tiles(ComputationGraph network, int multipleOf) {
    TiledPrediction.Builder builder =
        TiledPrediction.builder(network)
            .multipleOf(multipleOf)
            .overlap(overlap)
            .memory(bytes())
            .progress(this::tick);
    return tile == null ? builder : builder.tile(roundUp(tile, multipleOf));
  }

  /**
   * Which images a network takes as a whole.
   *
   * @param channels of the images
   * @param multipleOf what their sides are rounded up to
   */
  public WholeImages whole(ComputationGraph network, int channels, int multipleOf) {
    return new WholeImages(
        NetworkMemory.of(network, channels, multipleOf),
        multipleOf,
        bytes(),
        tile == null ? Integer.MAX_VALUE : tile);
  }

  private void tick(long done, long all) {
    ofTiles.tell(() -> image + ": " + done + " of " + all + " tiles");
  }

  /** Tells now and then how many images are done. */
  public void reached(int done, int all) {
    ofImages.reached(done, all, "images");
  }

  private static int roundUp(int side, int multiple) {
    return (int) Math.min(Integer.MAX_VALUE / multiple, ((long) side + multiple - 1) / multiple)
        * multiple;
  }

  private long bytes() {
    return (long) (given() / share);
  }

  private double given() {
    if (memory == null) {
      return Runtime.getRuntime().maxMemory() / 2.0;
    }
    Matcher size = SIZE.matcher(memory.strip());
    Check.that(size.matches(), "memory", memory, "sizes such as 800m, 1.5g or 2g");
    int power = " kmg".indexOf((size.group(2) + " ").toLowerCase(Locale.ROOT).charAt(0));
    double bytes = Double.parseDouble(size.group(1)) * Math.pow(1024, power);
    Check.that(bytes >= 1 << 20, "memory", memory, "sizes from 1m on");
    return bytes;
  }

  /** Refuses what no tiles can be, with the name of the option. */
  public void check() {
    if (tile != null) {
      Check.between("tile", tile, 1, 1 << 15);
    }
    Check.that(overlap >= 0 && overlap <= 0.75, "overlap", overlap, "numbers from 0 to 0.75");
    bytes();
  }
}
