package org.dl4jvision.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Region;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Goes once through the tiles of an image. */
final class TileRun {

  private final TilePlan plan;
  private final TileSource source;
  private final TileModel model;
  private final TileArrays arrays;
  private final RowSink sink;
  private final TileWatch watch;
  private Mosaic mosaic;
  private long done;

  TileRun(
      TilePlan plan,
      TileSource source,
      TileModel model,
      TileArrays arrays,
      RowSink sink,
      TileWatch watch) {
    this.plan = plan;
    this.source = source;
    this.model = model;
    this.arrays = arrays;
    this.sink = sink;
    this.watch = watch;
  }

  void run() {
    TileGrid grid = plan.grid();
    SourceRows rows = new SourceRows(source, grid.rows().length());
    for (int row = 0; row < grid.rows().count(); row++) {
      int top = grid.rows().offset(row);
      rows.moveTo(top, top + grid.rows().side());
      int columns = grid.columns().count();
      for (int column = 0; column < columns; column += plan.batch()) {
        watch.before(done, grid.count());
        int examples = Math.min(plan.batch(), columns - column);
        compute(rows, row, column, examples);
        done += examples;
        watch.after(done, grid.count());
      }
      mosaic.end(row);
    }
  }

  private void compute(SourceRows rows, int row, int column, int examples) {
    List<Region> places = new ArrayList<>();
    Region first = plan.grid().place(row, column);
    long length = source.channels() * first.area();
    long numbers = examples * length;
    Check.that(
        numbers <= Integer.MAX_VALUE - 8,
        "a batch of tiles",
        numbers + " numbers",
        "fewer than 2^31: choose smaller tiles or batches");
    float[] values = new float[(int) numbers];
    for (int i = 0; i < examples; i++) {
      Region place = plan.grid().place(row, column + i);
      rows.cut(place, values, (int) (i * length));
      places.add(place);
    }
    INDArray batch = arrays.of(values, examples, source.channels(), first.height(), first.width());
    INDArray output = model.of(batch, places);
    batch.close();
    take(output, row, column, examples, first);
    output.close();
  }

  private void take(INDArray output, int row, int column, int examples, Region tile) {
    long[] shape = output.rank() == 4 ? arrays.channelsFirst(output).shape() : new long[4];
    long factor = shape[2] == 0 ? 0 : tile.height() / shape[2];
    Check.that(
        factor > 0
            && shape[0] == examples
            && shape[2] * factor == tile.height()
            && shape[3] * factor == tile.width(),
        "the shape of the output",
        Arrays.toString(output.shape()) + " for " + examples + " tiles of " + tile.size(),
        "maps of the tiles' height and width, or of both divided by one whole number");
    if (mosaic == null) {
      mosaic =
          new Mosaic(plan.grid(), source.size(), (int) factor, Math.toIntExact(shape[1]), sink);
    }
    float[] values = arrays.values(output);
    for (int i = 0; i < examples; i++) {
      mosaic.add(row, column + i, values, i * (values.length / examples));
    }
  }
}
