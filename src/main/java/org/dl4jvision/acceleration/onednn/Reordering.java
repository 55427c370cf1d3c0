package org.dl4jvision.acceleration.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;

/**
 * Brings numbers from one layout to another, through memory of the thread; does nothing if the
 * layouts agree.
 */
final class Reordering {

  private final OneDnn.Purpose purpose;
  private final Primitive primitive;
  private final long numbers;
  private final long fromBytes;
  private final long toBytes;

  @SuppressWarnings("try") // used only for being open
  Reordering(OneDnn.Purpose purpose, memory.desc from, memory.desc to) {
    this.purpose = purpose;
    fromBytes = from.get_size();
    toBytes = to.get_size();
    numbers = toBytes / Float.BYTES;
    try (OpenMpThreads threads = OpenMpThreads.moving(numbers)) {
      primitive =
          from.equals(to)
              ? null
              : new Primitive(
                  new reorder.primitive_desc(
                      OneDnn.engine(), from, OneDnn.engine(), to, OneDnn.attributes(), false),
                  new int[] {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO},
                  from,
                  to);
    }
  }

  @SuppressWarnings("try") // used only for being open
  private void run(Pointer source, Pointer target) {
    try (OpenMpThreads threads = OpenMpThreads.moving(numbers)) {
      primitive.execute(source, target);
    }
  }

  /** Reorders {@code source} and returns where the result lies. */
  Pointer from(Pointer source) {
    if (primitive == null) {
      return source;
    }
    Pointer target = OneDnn.scratch(purpose, toBytes);
    run(source, target);
    return target;
  }

  /** Where to write what {@link #to} shall bring to {@code target}. */
  Pointer source(Pointer target) {
    return primitive == null ? target : OneDnn.scratch(purpose, fromBytes);
  }

  void to(Pointer target) {
    if (primitive != null) {
      run(OneDnn.scratch(purpose, fromBytes), target);
    }
  }
}
