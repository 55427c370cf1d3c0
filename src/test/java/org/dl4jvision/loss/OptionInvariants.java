package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestArrays.CLASSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Options survive JSON, YAML, expressions, serialization and saved models, and make equality. */
interface OptionInvariants extends LossUnderTest {

  @Test
  default void serializedLossesAreTheSame() throws Exception {
    for (VisionLoss loss : losses()) {
      String json = NeuralNetConfiguration.mapper().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapper().readValue(json, ILossFunction.class), json);
      String yaml = NeuralNetConfiguration.mapperYaml().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapperYaml().readValue(yaml, ILossFunction.class), yaml);
      assertEquals(loss, Losses.parse(loss.toString()), "as an expression");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(loss);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertEquals(loss, in.readObject());
      }
    }
  }

  @Test
  default void savedModelsKeepTheLoss() throws Exception {
    for (VisionLoss loss : losses()) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .list()
                  .layer(new ConvolutionLayer.Builder(1, 1).nOut(CLASSES).build())
                  .layer(new SegmentationLossLayer.Builder(loss).build())
                  .setInputType(InputType.convolutional(4, 4, 1))
                  .build());
      network.init();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ModelSerializer.writeModel(network, bytes, true);
      MultiLayerNetwork restored =
          ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()));
      SegmentationLossLayer layer =
          (SegmentationLossLayer) restored.getLayerWiseConfigurations().getConf(1).getLayer();
      assertEquals(loss, layer.getLossFn());
    }
  }

  @Test
  default void equalityIsThatOfTheOptions() {
    List<VisionLoss> all = losses();
    for (VisionLoss a : all) {
      for (VisionLoss b : all) {
        if (a == b) {
          assertEquals(a, Losses.parse(a.toString()));
          assertEquals(a.hashCode(), Losses.parse(a.toString()).hashCode());
        } else {
          assertNotEquals(a, b);
          assertFalse(a.toString().equals(b.toString()));
        }
      }
    }
  }
}
