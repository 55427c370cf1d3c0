package org.dl4jvision.acceleration.loop;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations of single numbers, in one sweep over dense arrays. */
public enum Pointwise {
  /** min(max(x, 0), 6). */
  RELU_6 {
    @Override
    float value(float x) {
      return Math.min(Math.max(x, 0), 6);
    }

    @Override
    float slope(float x) {
      return x > 0 && x < 6 ? 1 : 0;
    }
  },

  /** relu6(x + 3) / 6. */
  HARD_SIGMOID {
    @Override
    float value(float x) {
      return gate(x);
    }

    @Override
    float slope(float x) {
      return x > -3 && x < 3 ? SIXTH : 0;
    }
  },

  /** x relu6(x + 3) / 6. */
  HARD_SWISH {
    @Override
    float value(float x) {
      return x * gate(x);
    }

    @Override
    float slope(float x) {
      return gate(x) + (x > -3 && x < 3 ? x * SIXTH : 0);
    }
  },

  /** x sigmoid(x). */
  SILU {
    @Override
    float value(float x) {
      return x * sigmoid(x);
    }

    @Override
    float slope(float x) {
      float s = sigmoid(x);
      return s + x * s * (1 - s);
    }
  };

  private static final float LOG2_E = 1.442695040888963f;

  private static final float SIXTH = 1f / 6;

  private static float gate(float x) {
    return Math.min(Math.max(x + 3, 0), 6) * SIXTH;
  }

  private static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  /**
   * Correct to some 2e-7, several times faster than Math.exp; beyond 87, what is nearly endless.
   */
  private static float exp(float x) {
    float power = Math.min(Math.max(x, -87), 87) * LOG2_E;
    float whole = (float) Math.floor(power + 0.5f);
    // The Taylor series of 2^f, where f is from -0.5 to 0.5.
    float f = (power - whole) * 0.6931471805599453f;
    float series = 1 + f * (1 + f / 2 * (1 + f / 3 * (1 + f / 4 * (1 + f / 5 * (1 + f / 6)))));
    float result = Float.intBitsToFloat(((int) whole + 127) << 23) * series;
    return Float.isNaN(x) ? x : result;
  }

  abstract float value(float x);

  abstract float slope(float x);

  /** Writes the values at the numbers of an array. */
  public void forward(INDArray input, INDArray output) {
    sweep(
        input,
        null,
        output,
        (x, ignored, count) -> {
          for (int i = 0; i < count; i++) {
            x[i] = value(x[i]);
          }
        });
  }

  /** Writes the slopes at the numbers of an array, times the gradient by the output. */
  public void gradient(INDArray input, INDArray epsilon, INDArray result) {
    sweep(
        input,
        epsilon,
        result,
        (x, by, count) -> {
          for (int i = 0; i < count; i++) {
            x[i] = slope(x[i]) * by[i];
          }
        });
  }

  /** Overwrites some first numbers of {@code x}. */
  private interface Tile {
    void overwrite(float[] x, float[] by, int count);
  }

  /**
   * Overwrites tile by tile.
   *
   * @param by what the tile is given besides; null if nothing
   */
  private static void sweep(INDArray input, INDArray by, INDArray result, Tile tile) {
    long length = input.length();
    HostFloats.forEach(
        (length + HostFloats.TILE - 1) / HostFloats.TILE,
        3L * HostFloats.TILE,
        (first, last) -> {
          long from = first * HostFloats.TILE;
          long to = Math.min(last * HostFloats.TILE, length);
          FloatBuffer x = HostFloats.window(input, from, to).asFloatBuffer();
          FloatBuffer factors = by == null ? null : HostFloats.window(by, from, to).asFloatBuffer();
          FloatBuffer out = HostFloats.window(result, from, to).asFloatBuffer();
          float[] values = new float[HostFloats.TILE];
          float[] others = new float[HostFloats.TILE];
          int total = (int) (to - from);
          for (int at = 0; at < total; at += HostFloats.TILE) {
            int count = Math.min(HostFloats.TILE, total - at);
            x.get(at, values, 0, count);
            if (factors != null) {
              factors.get(at, others, 0, count);
            }
            tile.overwrite(values, others, count);
            out.put(at, values, 0, count);
          }
        },
        input,
        by,
        result);
  }
}
