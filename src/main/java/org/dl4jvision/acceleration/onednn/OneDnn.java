package org.dl4jvision.acceleration.onednn;

import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * oneDNN itself. ND4J's operations use it as well, but prepare every computation anew. Its bindings
 * are an optional dependency: nothing else here may be called where there is an {@link #obstacle}.
 */
public final class OneDnn {

  /** Memory of {@link #scratch} serves one of these. */
  enum Purpose {
    WORKING_MEMORY,
    WEIGHTS,
    INPUT,
    OUTPUT
  }

  private static final int RANK_OF_VOLUMES = 5;

  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

  private static final String OBSTACLE = findObstacle();

  private static final ThreadLocal<Map<Purpose, BytePointer>> SCRATCH =
      ThreadLocal.withInitial(() -> new EnumMap<>(Purpose.class));

  private OneDnn() {}

  /** Why it cannot be called directly, in one line with the remedy; null if it can. */
  public static String obstacle() {
    return OBSTACLE;
  }

  private static String findObstacle() {
    Bindings bindings = Bindings.find();
    if (bindings == null) {
      return "org.bytedeco:dnnl-platform is not there";
    }
    String obstacle = bindings.obstacle();
    if (obstacle == null) {
      try {
        if (!Native.ENGINE.isNull()) {
          return null;
        }
        obstacle = "oneDNN has no engine for this CPU";
      } catch (LinkageError | RuntimeException e) {
        Throwable reason = e.getCause() != null ? e.getCause() : e;
        obstacle = "oneDNN does not load: " + reason.toString().lines().findFirst().get();
      }
    }
    LOG.warn("the slower way to oneDNN is taken, as {}", obstacle);
    return obstacle;
  }

  /** Java loads this class, and with it the library, when it is first used. */
  private static final class Native {
    static final engine ENGINE = new engine(engine.kind.cpu, 0);

    /** The stream has no state on the CPU, where a call returns when all is done. */
    static final stream STREAM = new stream(ENGINE);
  }

  static engine engine() {
    return Native.ENGINE;
  }

  static stream stream() {
    return Native.STREAM;
  }

  /** Makes the attributes of a {@link Primitive}, which brings the working memory. */
  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
    return attributes;
  }

  static memory.desc describe(memory.format_tag layout, long... shape) {
    return new memory.desc(shape, memory.data_type.f32, layout);
  }

  /**
   * Describes a dense map, [N, H, W, C] or [N, C, H, W], in oneDNN's order of dimensions; a volume
   * has a depth before its height.
   */
  static memory.desc describeMap(INDArray map, boolean channelsLast) {
    boolean volume = map.rank() == RANK_OF_VOLUMES;
    return channelsLast
        ? describe(
            volume ? memory.format_tag.ndhwc : memory.format_tag.nhwc,
            ChannelsLast.seenChannelsFirst(map).shape())
        : describe(volume ? memory.format_tag.ncdhw : memory.format_tag.nchw, map.shape());
  }

  /** Describes the same numbers in a layout that oneDNN may choose. */
  static memory.desc anyLayout(memory.desc map) {
    return new memory.desc(map.get_dims(), memory.data_type.f32, memory.format_tag.any);
  }

  /** Describes an array as it lies in memory, strides included. */
  static memory.desc describe(INDArray array) {
    return new memory.desc(array.shape(), memory.data_type.f32, array.stride());
  }

  /** Returns the first element of an array, which this does not keep alive; null of null. */
  static Pointer address(INDArray array) {
    if (array == null) {
      return null;
    }
    Pointer pointer = array.data().pointer();
    return new FloatPointer(pointer).getPointer(pointer.position() + array.offset());
  }

  /** Lends memory of the calling thread, until it asks for the same purpose again. */
  static Pointer scratch(Purpose purpose, long bytes) {
    return SCRATCH
        .get()
        .compute(
            purpose,
            (key, memory) ->
                memory == null || memory.capacity() < bytes ? new BytePointer(bytes) : memory);
  }
}
