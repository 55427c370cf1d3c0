package org.dl4jvision.loss;

import static org.dl4jvision.loss.TestBoxes.IDENTITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.loss.family.BoxLoss;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Options survive JSON, YAML, expressions and serialization; a network learns with the loss. */
interface BoxOptionInvariants extends BoxLossUnderTest {

  @Test
  default void serializedLossesAreTheSame() throws Exception {
    List<BoxLoss> all = new ArrayList<>(losses());
    all.add(of(BoxFormat.CXCYWH));
    for (BoxLoss loss : all) {
      String json = NeuralNetConfiguration.mapper().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapper().readValue(json, ILossFunction.class), json);
      String yaml = NeuralNetConfiguration.mapperYaml().writeValueAsString(loss);
      assertEquals(
          loss, NeuralNetConfiguration.mapperYaml().readValue(yaml, ILossFunction.class), yaml);
      assertEquals(loss, Losses.parse(loss.toString()), "as an expression");
      assertEquals(loss.hashCode(), Losses.parse(loss.toString()).hashCode());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(loss);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertEquals(loss, in.readObject());
      }
    }
    assertNotEquals(of(BoxFormat.XYXY), of(BoxFormat.XYWH));
  }

  @Test
  default void formatsAreWordsOfExpressions() {
    for (BoxFormat format : BoxFormat.values()) {
      String word = format.name().toLowerCase(Locale.ROOT);
      String expected = format == BoxFormat.XYXY ? "" : "format=" + word;
      assertTrue(of(format).toString().contains(expected), of(format).toString());
    }
    String name = LossType.of(losses().get(0).getClass()).name();
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Losses.parse(name + "(format=yxyx)"));
    assertTrue(e.getMessage().contains("xyxy, xywh, cxcywh"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Losses.parse(name + "(epsilon=-1)"));
    assertThrows(IllegalArgumentException.class, () -> of(null));
  }

  @Test
  default void wrongShapesAreRefused() {
    BoxLoss loss = losses().get(0);
    refused(loss, Nd4j.zeros(2, 5), Nd4j.zeros(2, 5), null, IDENTITY, "5 numbers a row");
    refused(loss, Nd4j.zeros(2, 4, 3), Nd4j.zeros(2, 4, 3), null, IDENTITY, "[2, 4, 3]");
    refused(loss, Nd4j.zeros(2, 1), Nd4j.zeros(2, 4), null, IDENTITY, "labels [N, 1]");
    refused(loss, Nd4j.zeros(3, 4), Nd4j.zeros(2, 4), null, IDENTITY, "labels have shape [3, 4]");
    refused(loss, Nd4j.zeros(2, 4), Nd4j.zeros(2, 4), Nd4j.ones(2, 4), IDENTITY, "mask [N, 4]");
    refused(loss, Nd4j.zeros(2, 4), Nd4j.zeros(2, 4), null, new ActivationSoftmax(), "softmax");
  }

  private static void refused(
      BoxLoss loss,
      INDArray labels,
      INDArray predictions,
      INDArray mask,
      IActivation activation,
      String message) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.computeScore(labels, predictions, activation, mask, true));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static MultiLayerNetwork network(BoxLoss loss, double rate) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(rate))
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(6).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(loss)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .biasInit(1)
                        .build())
                .build());
    network.init();
    return network;
  }

  @Test
  default void outputLayer() {
    BoxLoss loss = of(BoxFormat.CXCYWH);
    Nd4j.getRandom().setSeed(11);
    INDArray input = Nd4j.rand(DataType.DOUBLE, new long[] {5, 3});
    INDArray labels =
        Nd4j.createFromArray(
                1.0, 1.2, 1.5, 2, 0.6, 1, 2, 1, 1.1, 0.7, 1.2, 1.3, 1, 1, 2, 2, 0.9, 1.4, 1, 1.6)
            .reshape(5, 4);
    if (!hasConstants()) {
      DataType type = Nd4j.dataType();
      Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
      assertTrue(
          GradientCheckUtil.checkGradients(
              new GradientCheckUtil.MLNConfig()
                  .net(network(loss, 1))
                  .input(input)
                  .labels(labels)
                  .epsilon(1e-6)
                  .maxRelError(1e-5)
                  .minAbsoluteError(1e-8)
                  .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
      Nd4j.setDefaultDataTypes(type, type);
    }
    MultiLayerNetwork network = network(loss, 0.1);
    network.fit(input, labels);
    double before = network.score();
    for (int step = 0; step < 300; step++) {
      network.fit(input, labels);
    }
    assertTrue(network.score() < 0.9 * before, () -> before + " became only " + network.score());
  }
}
