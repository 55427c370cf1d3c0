package org.dl4jvision.data.detection;

/** The pixels of an image, as they are or of half its size, or of half of that. */
final class Grid {
  final float[] values;
  final int height;
  final int width;

  Grid(float[] values, int height, int width) {
    this.values = values;
    this.height = height;
    this.width = width;
  }

  /** Half of height and width, rounded down, each pixel the mean of four. */
  Grid half(int channels) {
    int rows = height / 2;
    int columns = width / 2;
    float[] result = new float[channels * rows * columns];
    for (int c = 0, to = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        int from = (c * height + 2 * y) * width;
        for (int x = 0; x < columns; x++, from += 2) {
          result[to++] =
              (values[from] + values[from + 1] + values[from + width] + values[from + width + 1])
                  / 4;
        }
      }
    }
    return new Grid(result, rows, columns);
  }

  void draw(
      int channel,
      InputSquare.Axis columns,
      InputSquare.Axis rows,
      float shift,
      float scale,
      float[] canvas,
      int side) {
    int base = channel * height * width;
    for (int y = rows.from(); y < rows.to(); y++) {
      int above = base + rows.first()[y - rows.from()];
      int below = base + rows.second()[y - rows.from()];
      float v = rows.share()[y - rows.from()];
      int to = (channel * side + y) * side + columns.from();
      for (int i = 0; i < columns.share().length; i++) {
        int left = columns.first()[i];
        int right = columns.second()[i];
        float u = columns.share()[i];
        float top = values[above + left] + u * (values[above + right] - values[above + left]);
        float bottom = values[below + left] + u * (values[below + right] - values[below + left]);
        canvas[to + i] = (top + v * (bottom - top) - shift) * scale;
      }
    }
  }
}
