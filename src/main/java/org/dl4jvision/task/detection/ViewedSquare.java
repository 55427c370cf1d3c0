package org.dl4jvision.task.detection;

import java.util.List;
import org.dl4jvision.acceleration.loop.HostFloats;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.dl4jvision.task.ImageView;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A view of a network's square input: mirrored, or smaller in its upper left corner beside nothing.
 * It cannot be larger: what a network sees in parts is said by slices.
 *
 * @param view with a scale of at most 1
 * @param side of the square
 */
record ViewedSquare(ImageView view, int side) {

  private int seen() {
    return (int) Math.round(side * view.scale());
  }

  /** A batch [N, channels, side, side] as it is seen. */
  INDArray of(INDArray batch) {
    if (view.isPlain()) {
      return batch;
    }
    ImageSize square = ImageSize.square(side);
    float[] values = view.mirrored(HostFloats.read(batch), square);
    if (seen() < side) {
      values = smaller(values, Math.toIntExact(batch.size(0) * batch.size(1)), square);
    }
    return Nd4j.create(values, batch.shape(), 'c');
  }

  private float[] smaller(float[] values, int planes, ImageSize square) {
    int small = seen();
    ImageSize to = ImageSize.square(small);
    float[] resized = new Resampling(square, to).values(values, planes, Region.of(to));
    float[] result = new float[values.length];
    for (int row = 0; row < planes * small; row++) {
      int plane = row / small;
      System.arraycopy(resized, row * small, result, (plane * side + row % small) * side, small);
    }
    return result;
  }

  /** What was found on it, in pixels of the input itself. */
  List<Detection> back(List<Detection> found) {
    return view.isPlain() ? found : found.stream().map(this::back).toList();
  }

  private Detection back(Detection found) {
    double scale = (double) seen() / side;
    Box box = found.box();
    double left = box.left() / scale;
    double right = box.right() / scale;
    double top = box.top() / scale;
    double bottom = box.bottom() / scale;
    Box inInput =
        new Box(
            view.mirrorX() ? side - right : left,
            view.mirrorY() ? side - bottom : top,
            view.mirrorX() ? side - left : right,
            view.mirrorY() ? side - top : bottom);
    return new Detection(inInput.clip(side, side), found.classIndex(), found.score());
  }
}
