package org.dl4jvision.acceleration.onednn;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A computation that oneDNN has prepared for certain shapes; the data are given at every execution.
 * For one thread at a time.
 */
final class Primitive {

  private final primitive operation;
  private final IntMemoryMap arguments = new IntMemoryMap();
  private final memory[] given;
  private final memory scratchpad;
  private final long scratchBytes;

  /**
   * @param description with {@link OneDnn#attributes}
   * @param names what the data of {@link #execute} are, in oneDNN's numbers
   * @param layouts of the same; empty where there are none
   */
  Primitive(primitive_desc_base description, int[] names, memory.desc... layouts) {
    operation = new primitive(description.get());
    given = new memory[names.length];
    for (int i = 0; i < names.length; i++) {
      given[i] = add(names[i], layouts[i]);
    }
    memory.desc scratch = description.scratchpad_desc();
    scratchBytes = scratch.get_size();
    scratchpad = add(dnnl.DNNL_ARG_SCRATCHPAD, scratch);
  }

  /** Nothing may be given that a computation does not expect. */
  private memory add(int name, memory.desc layout) {
    if (layout.is_zero()) {
      return null;
    }
    memory added = new memory(layout, OneDnn.engine(), (Pointer) null);
    arguments.put(name, added);
    return added;
  }

  /** An array may be null where a computation has no use for it. */
  void execute(INDArray... arrays) {
    execute(Arrays.stream(arrays).map(OneDnn::address).toArray(Pointer[]::new));
    // A pointer does not keep its array alive.
    Reference.reachabilityFence(arrays);
  }

  void execute(Pointer... data) {
    for (int i = 0; i < given.length; i++) {
      if (given[i] != null) {
        given[i].set_data_handle(data[i]);
      }
    }
    if (scratchpad != null) {
      scratchpad.set_data_handle(OneDnn.scratch(OneDnn.Purpose.WORKING_MEMORY, scratchBytes));
    }
    operation.execute(OneDnn.stream(), arguments);
  }
}
