package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Tests of loops over memory, which the CPU backend alone has. */
abstract class BaseLoopTestCase {

  @BeforeEach
  void needsTheCpu() {
    assumeTrue(Nd4j.getEnvironment().isCPU(), "the backend is not the CPU");
    Nd4j.getRandom().setSeed(3);
  }

  /** Executes a native operation. */
  static void exec(String name, INDArray[] inputs, INDArray output, int... arguments) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(output)
            .addIntegerArguments(arguments)
            .build());
  }

  static INDArray random(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }
}
