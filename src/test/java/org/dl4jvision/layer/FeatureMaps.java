package org.dl4jvision.layer;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.DataFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formats of feature maps, with small test arrays of three classes in each. */
enum FeatureMaps {
  NCW(false, 4),
  NWC(true, 4),
  NCHW(false, 4, 3),
  NHWC(true, 4, 3),
  NCDHW(false, 2, 4, 3),
  NDHWC(true, 2, 4, 3);

  static final int CLASSES = 3;

  final boolean channelsLast;
  final long[] spatial;

  FeatureMaps(boolean channelsLast, long... spatial) {
    this.channelsLast = channelsLast;
    this.spatial = spatial;
  }

  long[] shape(long batch, long channels) {
    long[] shape = new long[spatial.length + 2];
    shape[0] = batch;
    shape[channelsLast ? shape.length - 1 : 1] = channels;
    System.arraycopy(spatial, 0, shape, channelsLast ? 1 : 2, spatial.length);
    return shape;
  }

  /** The same maps with the channels in second place. */
  FeatureMaps channelsFirst() {
    return switch (spatial.length) {
      case 1 -> NCW;
      case 2 -> NCHW;
      default -> NCDHW;
    };
  }

  /** The channels-first array in this format; other masks as they are. */
  INDArray fromChannelsFirst(INDArray array) {
    boolean hasChannels = array.rank() == spatial.length + 2;
    return channelsLast && hasChannels ? fromChannelsFirstView(array).dup('c') : array;
  }

  INDArray fromChannelsFirstView(INDArray array) {
    return switch (this) {
      case NCW, NCHW, NCDHW -> array;
      case NWC -> array.permute(0, 2, 1);
      case NHWC -> array.permute(0, 2, 3, 1);
      case NDHWC -> array.permute(0, 2, 3, 4, 1);
    };
  }

  /** A view of an array of this format with the channels in second place. */
  INDArray channelsFirstView(INDArray array) {
    return switch (this) {
      case NCW, NCHW, NCDHW -> array;
      case NWC -> array.permute(0, 2, 1);
      case NHWC -> array.permute(0, 3, 1, 2);
      case NDHWC -> array.permute(0, 4, 1, 2, 3);
    };
  }

  /** Values in [-1, 1], the same at a pixel and channel whatever the format is. */
  INDArray random(long batch, long channels) {
    return fromChannelsFirst(uniform(7, channelsFirst().shape(batch, channels)).muli(2).subi(1));
  }

  INDArray classIndices(long batch) {
    return fromChannelsFirst(firstClassIndices(batch));
  }

  INDArray oneHot(long batch) {
    INDArray indices = firstClassIndices(batch);
    INDArray[] classes = new INDArray[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      classes[c] = indices.eq(c).castTo(indices.dataType());
    }
    return fromChannelsFirst(Nd4j.concat(1, classes));
  }

  private INDArray firstClassIndices(long batch) {
    return Transforms.floor(uniform(8, channelsFirst().shape(batch, 1)).muli(CLASSES));
  }

  private static INDArray uniform(long seed, long[] shape) {
    return Nd4j.getRandomFactory()
        .getNewRandomInstance(seed)
        .nextDouble(shape)
        .castTo(Nd4j.dataType());
  }

  DataFormat dataFormat() {
    return switch (this) {
      case NCW, NWC -> RNNFormat.valueOf(name());
      case NCHW, NHWC -> CNN2DFormat.valueOf(name());
      case NCDHW, NDHWC -> Convolution3D.DataFormat.valueOf(name());
    };
  }

  InputType inputType(long channels) {
    return switch (spatial.length) {
      case 1 -> InputType.recurrent(channels, spatial[0], (RNNFormat) dataFormat());
      case 2 ->
          InputType.convolutional(spatial[0], spatial[1], channels, (CNN2DFormat) dataFormat());
      default ->
          InputType.convolutional3D(
              (Convolution3D.DataFormat) dataFormat(),
              spatial[0],
              spatial[1],
              spatial[2],
              channels);
    };
  }

  /** A layer that keeps the size. */
  Layer hidden(int channels) {
    return this == NWC
        // DL4J's own Convolution1DLayer fails in NWC: it backpropagates as NCW.
        ? new SimpleRnn.Builder()
            .dataFormat(RNNFormat.NWC)
            .nOut(channels)
            .activation(Activation.TANH)
            .build()
        : convolution(3, channels, Activation.TANH);
  }

  /** Linear map of the channels. */
  Layer head(int channels) {
    return this == NWC
        ? new SimpleRnn.Builder()
            .dataFormat(RNNFormat.NWC)
            .nOut(channels)
            .activation(Activation.IDENTITY)
            .build()
        : convolution(1, channels, Activation.IDENTITY);
  }

  private Layer convolution(int kernel, int channels, Activation activation) {
    return switch (spatial.length) {
      case 1 ->
          new Convolution1DLayer.Builder(kernel)
              .convolutionMode(ConvolutionMode.Same)
              .nOut(channels)
              .activation(activation)
              .build();
      case 2 ->
          new ConvolutionLayer.Builder(kernel, kernel)
              .convolutionMode(ConvolutionMode.Same)
              .dataFormat((CNN2DFormat) dataFormat())
              .nOut(channels)
              .activation(activation)
              .build();
      default ->
          new Convolution3D.Builder(kernel, kernel, kernel)
              .convolutionMode(ConvolutionMode.Same)
              .dataFormat((Convolution3D.DataFormat) dataFormat())
              .nOut(channels)
              .activation(activation)
              .build();
    };
  }
}
