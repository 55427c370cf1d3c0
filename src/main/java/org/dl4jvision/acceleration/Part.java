package org.dl4jvision.acceleration;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.convolution.upsampling.Upsampling2D;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
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
 * @param vertex the vertex that joins or adds maps; null for all else
 * @param takesChannelsLast whether its accelerated form reads maps with the channels last
 * @param givesChannelsLast whether its accelerated form can write them
 * @param makesMaps whether it has maps whatever it is given
 * @param place where it is
 * @param replacement puts another one in its place
 */
record Part(
    Layer layer,
    GraphVertex vertex,
    boolean takesChannelsLast,
    boolean givesChannelsLast,
    boolean makesMaps,
    Place place,
    Consumer<Object> replacement) {

  /**
   * How a part is connected.
   *
   * @param from the parts whose output it takes; -1 is the network's input
   * @param to the parts that take its output; none if that belongs to the user
   * @param preprocessed whether its input is changed on the way
   * @param outputKept whether all that takes its output leaves it as it is
   * @param inputGradientNeeded whether anyone takes the gradient by its input
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Place(
      int[] from,
      int[] to,
      boolean preprocessed,
      boolean outputKept,
      boolean inputGradientNeeded) {}

  private static final org.deeplearning4j.nn.conf.graph.GraphVertex ADD =
      new org.deeplearning4j.nn.conf.graph.ElementWiseVertex(
          org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op.Add);

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

  /**
   * A layer.
   *
   * @param direct whether oneDNN may be called directly
   */
  static Part of(Layer layer, Consumer<Layer> replace, Place place, boolean direct) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      Part inner = of(wrapper.getUnderlying(), wrapper::setUnderlying, place, direct);
      // DL4J's helpers of normalization cannot go back through what was not computed for training.
      boolean fits = layer instanceof FrozenLayer || !(inner.layer instanceof BatchNormalization);
      return new Part(
          fits ? inner.layer : null, null, false, false, false, place, inner.replacement);
    }
    boolean turns = turns(layer, direct);
    boolean dropsInput = layer.conf().getLayer().getIDropout() != null;
    boolean convolution = layer instanceof ConvolutionLayer;
    return new Part(
        layer,
        null,
        turns && !dropsInput && !place.preprocessed,
        turns && (convolution || !dropsInput),
        convolution || layer instanceof SubsamplingLayer || layer instanceof Upsampling2D,
        place,
        other -> replace.accept((Layer) other));
  }

  /** Whether a layer of DL4J that sees the channels first has a form that has them last. */
  private static boolean turns(Layer layer, boolean direct) {
    if (layer.getClass() == ConvolutionLayer.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) layer;
      return convolution.layerConf().getCnn2dDataFormat() == CNN2DFormat.NCHW
          && (direct || !isDilated(convolution))
          && isElementwise(convolution.layerConf().getActivationFn());
    }
    if (layer.getClass() == SubsamplingLayer.class) {
      return ChannelsLastPooling.fits((SubsamplingLayer) layer);
    }
    if (layer.getClass() == Upsampling2D.class) {
      return ((org.deeplearning4j.nn.conf.layers.Upsampling2D) layer.conf().getLayer()).getFormat()
          == CNN2DFormat.NCHW;
    }
    if (layer.getClass() == BatchNormalization.class) {
      return direct && isPlainNormalization((BatchNormalization) layer);
    }
    return layer.getClass() == ActivationLayer.class
        && ChannelsLastActivation.fits((ActivationLayer) layer);
  }

  /** Whether it learns scale and shift of maps with the channels first. */
  static boolean isPlainNormalization(BatchNormalization layer) {
    return layer.layerConf().getCnn2DFormat() == CNN2DFormat.NCHW
        && !layer.layerConf().isLockGammaBeta();
  }

  /** A vertex that is no layer. */
  static Part of(
      ComputationGraph graph, GraphVertex vertex, Consumer<GraphVertex> replace, Place place) {
    org.deeplearning4j.nn.conf.graph.GraphVertex conf =
        graph.getConfiguration().getVertices().get(vertex.getVertexName());
    boolean turns =
        place.from.length > 1
            && (conf instanceof org.deeplearning4j.nn.conf.graph.MergeVertex merge
                ? vertex.getClass() == MergeVertex.class && merge.getMergeAxis() == 1
                : vertex.getClass() == ElementWiseVertex.class && ADD.equals(conf));
    return new Part(
        null,
        turns ? vertex : null,
        turns,
        turns,
        false,
        place,
        other -> replace.accept((GraphVertex) other));
  }

  static boolean isElementwise(IActivation activation) {
    return ELEMENTWISE.contains(activation.getClass());
  }

  static boolean isDilated(ConvolutionLayer layer) {
    return Arrays.stream(layer.layerConf().getDilation()).anyMatch(d -> d > 1);
  }

  void replaceLayer(Layer other) {
    replacement.accept(other);
  }

  /**
   * Puts the form for maps with the channels last in the place of all but a convolution.
   *
   * @param into which inputs have their channels last
   * @param out whether the output shall
   * @return what is now in its place; null if nothing was done
   */
  Object replace(boolean[] into, boolean out) {
    Object other = null;
    if (vertex instanceof MergeVertex merge) {
      other = new ChannelsLastMerge(merge, into, out);
    } else if (vertex instanceof ElementWiseVertex addition) {
      other = new ChannelsLastAddition(addition, into, out);
    } else if (layer instanceof SubsamplingLayer pooling) {
      other = new ChannelsLastPooling(pooling, into[0], out);
    } else if (layer instanceof Upsampling2D upsampling) {
      other = new ChannelsLastUpsampling(upsampling, into[0], out);
    } else if (layer instanceof ActivationLayer activation) {
      other = new ChannelsLastActivation(activation, into[0], out);
    }
    if (other != null) {
      replacement.accept(other);
    }
    return other;
  }
}
