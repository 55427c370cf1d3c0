package org.dl4jvision.acceleration.onednn;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2DDerivative;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A convolution by ND4J's operations, which hand it to the oneDNN of ND4J's natives: the portable
 * path, where oneDNN cannot be called directly.
 */
final class Nd4jConvolution implements Convolution {

  private final DynamicCustomOp forward = new Conv2D();
  private final DynamicCustomOp backward = new Conv2DDerivative();
  private final OpContext forwardContext = Nd4j.getExecutioner().buildContext();
  private final OpContext backwardContext = Nd4j.getExecutioner().buildContext();
  private final Geometry geometry;
  private final boolean relu;

  Nd4jConvolution(Geometry geometry, boolean relu) {
    this.geometry = geometry;
    this.relu = relu;
  }

  @Override
  public void forward(INDArray x, Weights weights, INDArray y) {
    execute(forward, forwardContext, present(x, weights.kernel(), weights.bias()), y);
    if (relu) {
      Transforms.relu(y, false);
    }
  }

  @Override
  public void backward(INDArray x, Weights weights, INDArray dz, INDArray dx, Weights gradients) {
    INDArray[] outputs = present(dx != null ? dx : x.ulike(), gradients.kernel(), gradients.bias());
    INDArray[] inputs = present(x, weights.kernel(), weights.bias(), dz);
    execute(backward, backwardContext, inputs, outputs);
  }

  private static INDArray[] present(INDArray... arrays) {
    return Arrays.stream(arrays).filter(a -> a != null).toArray(INDArray[]::new);
  }

  private void execute(
      DynamicCustomOp op, OpContext context, INDArray[] inputs, INDArray... outputs) {
    context.purge();
    context.setIArguments(geometry.arguments());
    context.setInputArrays(Arrays.asList(inputs));
    context.setOutputArrays(Arrays.asList(outputs));
    Nd4j.exec(op, context);
    // Nothing of a workspace may outlive it here.
    context.purge();
  }
}
