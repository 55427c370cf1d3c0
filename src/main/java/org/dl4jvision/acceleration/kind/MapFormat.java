package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;

/** The order in which a layer of DL4J is configured to have the dimensions of its maps. */
final class MapFormat {

  private MapFormat() {}

  /** Whether a layer that convolves has [N, C, H, W] or [N, C, D, H, W]. */
  static boolean isChannelsFirst(ConvolutionLayer conf) {
    if (conf instanceof Convolution3D volumes) {
      return volumes.getDataFormat() == Convolution3D.DataFormat.NCDHW;
    }
    if (conf instanceof Deconvolution3D volumes) {
      return volumes.getDataFormat() == Convolution3D.DataFormat.NCDHW;
    }
    return conf.getCnn2dDataFormat() == CNN2DFormat.NCHW;
  }
}
