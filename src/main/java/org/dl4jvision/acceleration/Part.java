package org.dl4jvision.acceleration;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.convolution.upsampling.Upsampling2D;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * A layer or vertex in its place.
 *
 * @param layer the layer, unwrapped where it is frozen; null for other vertices
 * @param merge the vertex that joins channels; null for all else
 * @param takesChannelsLast whether its accelerated form reads maps with the channels last
 * @param givesChannelsLast whether its accelerated form can write them
 * @param from the parts whose output it takes; -1 is the network's input
 * @param to the parts that take its output; none if that belongs to the user
 * @param outputKept whether all that takes its output leaves it as it is
 * @param replacement puts another one in its place
 */
record Part(
    Layer layer,
    MergeVertex merge,
    boolean takesChannelsLast,
    boolean givesChannelsLast,
    int[] from,
    int[] to,
    boolean outputKept,
    Consumer<Object> replacement) {

  /** Activations that see every value by itself, wherever it lies. */
  private static final Set<Class<? extends IActivation>> ELEMENTWISE =
      Set.of(
          ActivationELU.class,
          ActivationGELU.class,
          ActivationHardSigmoid.class,
          ActivationHardTanH.class,
          ActivationIdentity.class,
          ActivationLReLU.class,
          ActivationMish.class,
          ActivationReLU.class,
          ActivationReLU6.class,
          ActivationSELU.class,
          ActivationSigmoid.class,
          ActivationSoftPlus.class,
          ActivationSwish.class,
          ActivationTanH.class);

  static Part of(
      Layer layer,
      Consumer<Layer> replace,
      boolean preprocessed,
      int[] from,
      int[] to,
      boolean outputKept) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      Part inner =
          of(wrapper.getUnderlying(), wrapper::setUnderlying, preprocessed, from, to, outputKept);
      return new Part(inner.layer, null, false, false, from, to, outputKept, inner.replacement);
    }
    boolean dropsInput = layer.conf().getLayer().getIDropout() != null;
    boolean takes = false;
    boolean gives = false;
    if (layer.getClass() == ConvolutionLayer.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) layer;
      boolean fits =
          convolution.layerConf().getCnn2dDataFormat() == CNN2DFormat.NCHW
              && !isDilated(convolution)
              && ELEMENTWISE.contains(convolution.layerConf().getActivationFn().getClass());
      takes = fits && !dropsInput;
      gives = fits;
    } else if (layer.getClass() == SubsamplingLayer.class) {
      takes = ChannelsLastPooling.fits((SubsamplingLayer) layer);
      gives = takes;
    } else if (layer.getClass() == Upsampling2D.class) {
      takes =
          ((org.deeplearning4j.nn.conf.layers.Upsampling2D) layer.conf().getLayer()).getFormat()
                  == CNN2DFormat.NCHW
              && !dropsInput;
      gives = takes;
    }
    return new Part(
        layer,
        null,
        takes && !preprocessed,
        gives,
        from,
        to,
        outputKept,
        other -> replace.accept((Layer) other));
  }

  /** Whether its inputs are feature maps at all is for {@link Edges} to see. */
  static Part of(
      ComputationGraph graph,
      GraphVertex vertex,
      Consumer<GraphVertex> replace,
      int[] from,
      int[] to) {
    boolean merges =
        vertex.getClass() == MergeVertex.class
            && from.length > 1
            && ((org.deeplearning4j.nn.conf.graph.MergeVertex)
                        graph.getConfiguration().getVertices().get(vertex.getVertexName()))
                    .getMergeAxis()
                == 1;
    return new Part(
        null,
        merges ? (MergeVertex) vertex : null,
        merges,
        merges,
        from,
        to,
        false,
        other -> replace.accept((GraphVertex) other));
  }

  static boolean isDilated(ConvolutionLayer layer) {
    return Arrays.stream(layer.layerConf().getDilation()).anyMatch(d -> d > 1);
  }

  void replaceLayer(Layer other) {
    replacement.accept(other);
  }

  /**
   * Puts the form for maps with the channels last in the place of a pooling, upsampling or merging.
   *
   * @param into which inputs have their channels last
   * @param out whether the output shall
   * @return what is now in its place; null if nothing was done
   */
  Object replace(boolean[] into, boolean out) {
    Object other = null;
    if (merge != null) {
      other = new ChannelsLastMerge(merge, into, out);
    } else if (layer instanceof SubsamplingLayer pooling) {
      other = new ChannelsLastPooling(pooling, into[0], out);
    } else if (layer instanceof Upsampling2D upsampling) {
      other = new ChannelsLastUpsampling(upsampling, into[0], out);
    }
    if (other != null) {
      replacement.accept(other);
    }
    return other;
  }
}
