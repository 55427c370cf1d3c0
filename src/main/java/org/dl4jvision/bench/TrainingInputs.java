package org.dl4jvision.bench;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A network and a batch of noise with its bright pixels as foreground, always the same. */
record TrainingInputs(TrainingWorkload network, DataSet batch) {

  static TrainingInputs of(TrainingWorkload network) {
    Nd4j.getRandom().setSeed(1);
    INDArray images = Nd4j.rand(DataType.FLOAT, network.shape());
    return new TrainingInputs(network, new DataSet(images, images.gt(0.5).castTo(DataType.FLOAT)));
  }
}
