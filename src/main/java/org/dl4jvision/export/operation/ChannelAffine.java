package org.dl4jvision.export.operation;

import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What every channel is multiplied by and what is added then: batch normalization by its running
 * statistics.
 *
 * @param scale DOUBLE [channels]
 * @param shift DOUBLE [channels]
 */
record ChannelAffine(INDArray scale, INDArray shift) {

  /** That of a layer. */
  static ChannelAffine of(BatchNormalization layer, Site site) {
    boolean locked = layer.isLockGammaBeta();
    site.requireThat(
        !locked || (layer.getGamma() == 1) == (layer.getBeta() == 0),
        "a fixed scale without a shift, or a shift without it, which Deeplearning4j leaves out");
    INDArray mean = numbers(site, BatchNormalizationParamInitializer.GLOBAL_MEAN);
    INDArray variance =
        layer.isUseLogStd()
            ? Transforms.exp(
                numbers(site, BatchNormalizationParamInitializer.GLOBAL_LOG_STD)
                    .mul(2 * Math.log(10)))
            : numbers(site, BatchNormalizationParamInitializer.GLOBAL_VAR);
    INDArray gamma =
        locked
            ? Nd4j.valueArrayOf(mean.shape(), layer.getGamma(), DataType.DOUBLE)
            : numbers(site, BatchNormalizationParamInitializer.GAMMA);
    INDArray beta =
        locked
            ? Nd4j.valueArrayOf(mean.shape(), layer.getBeta(), DataType.DOUBLE)
            : numbers(site, BatchNormalizationParamInitializer.BETA);
    INDArray scale = gamma.div(Transforms.sqrt(variance.add(layer.getEps())));
    return new ChannelAffine(scale, beta.sub(mean.mul(scale)));
  }

  private static INDArray numbers(Site site, String key) {
    INDArray parameter = site.parameter(key);
    return parameter.castTo(DataType.DOUBLE).dup('c').reshape(parameter.length());
  }
}
