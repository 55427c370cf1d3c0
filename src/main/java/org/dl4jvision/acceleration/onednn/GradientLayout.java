package org.dl4jvision.acceleration.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** Where maps lie from which oneDNN computes the gradient of weights. */
enum GradientLayout {
  /** Where they are. */
  AS_GIVEN,

  /** Where oneDNN likes them best, in blocks of a vector's channels: they are copied to there. */
  BLOCKED;

  private static final int AVX512 = dnnl.dnnl_cpu_isa_avx512_core;

  /** The channels of a vector of AVX2. */
  private static final int VECTOR = 8;

  /** Numbers in half a megabyte, what the second-level cache of one core has at least. */
  private static final long CACHED = 1 << 17;

  /**
   * The faster one by processor and shape, as measured ({@code docs/performance.md}). Copies pay
   * where blocks are filled and either vectors are short and maps do not stay in the cache anyway,
   * or the convolution is transposed; and where the channels come first.
   *
   * @param isa what the processor can do, in oneDNN's numbers
   * @param in channels that one output channel is made of
   * @param out channels that are made of the same ones
   * @param numbers of input and output together, of one image
   */
  static GradientLayout of(int isa, Geometry geometry, long in, long out, long numbers) {
    boolean shortVectors = (isa & AVX512) != AVX512;
    boolean filled = in % VECTOR == 0 && out % VECTOR == 0;
    boolean pays = filled && (geometry.transposed() || (shortVectors && numbers >= CACHED));
    return pays || !geometry.channelsLast() ? BLOCKED : AS_GIVEN;
  }

  memory.desc of(memory.desc map) {
    return this == BLOCKED ? OneDnn.anyLayout(map) : map;
  }
}
