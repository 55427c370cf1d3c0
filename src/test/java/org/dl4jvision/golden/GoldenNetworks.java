package org.dl4jvision.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.dl4jvision.golden.NetworkQuestion.Label;
import org.dl4jvision.layer.DeepSupervision;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.SegmentationNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;

/** Small networks with this library's layers, for the writer. */
final class GoldenNetworks {

  /** A configuration, as JSON, and what to ask a network of it. */
  record Network(String json, NetworkQuestion question) {}

  private static final String LOSS = "dice + 0.5*cross-entropy";

  private GoldenNetworks() {}

  /** All of them by name. */
  static Map<String, Network> all() {
    Map<String, Network> all = new LinkedHashMap<>();
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      String end = type == DataType.DOUBLE ? "" : "-float";
      for (CNN2DFormat format : CNN2DFormat.values()) {
        String name = format.name().toLowerCase(Locale.ROOT) + end;
        all.put("softmax-" + name, image(type, format, Activation.SOFTMAX, LOSS));
        all.put("sigmoid-" + name, image(type, format, Activation.SIGMOID, "focal(gamma=1)"));
        all.put("identity-" + name, image(type, format, Activation.IDENTITY, "smooth-l1"));
        all.put("tanh-" + name, image(type, format, Activation.TANH, "huber(delta=0.3)"));
      }
      all.put(
          "uncertainty" + end,
          image(
              type,
              CNN2DFormat.NCHW,
              Activation.SOFTMAX,
              "uncertainty(dice(squared=false), cross-entropy, 0.5*lovasz)"));
      all.put("volume-tversky" + end, volume(type, Convolution3D.DataFormat.NCDHW));
      all.put("two-heads" + end, twoHeads(type));
      all.put("output-layer" + end, outputLayer(type));
    }
    all.put("volume-ndhwc", volume(DataType.DOUBLE, Convolution3D.DataFormat.NDHWC));
    all.put("sequence-ncw", sequence(RNNFormat.NCW));
    all.put("sequence-nwc", sequence(RNNFormat.NWC));
    all.put("without-input-type", withoutInputType());
    all.put("deep-supervision", deepSupervision());
    all.put("unet", unet());
    return all;
  }

  private static NeuralNetConfiguration.Builder builder(DataType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .dataType(type)
        .updater(new Adam(0.01))
        .l2(1e-3)
        .convolutionMode(ConvolutionMode.Same);
  }

  private static Network list(
      DataType type, InputType input, NetworkQuestion question, Layer... layers) {
    ListBuilder list = builder(type).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    if (input != null) {
      list.setInputType(input);
    }
    return new Network(list.build().toJson(), question);
  }

  private static NetworkQuestion ask(boolean graph, DataType type, long[] input, Label... labels) {
    String name = type == DataType.DOUBLE ? "double" : "float";
    return new NetworkQuestion(graph, name, input, List.of(labels));
  }

  private static long[] shape(long... sizes) {
    return sizes;
  }

  private static Layer loss(String expression, Activation activation) {
    return new SegmentationLossLayer.Builder(Losses.parse(expression))
        .activation(activation)
        .build();
  }

  private static Layer convolution(int kernel, int channels, Activation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(channels)
        .activation(activation)
        .build();
  }

  private static Network image(
      DataType type, CNN2DFormat format, Activation activation, String loss) {
    boolean last = format == CNN2DFormat.NHWC;
    long[] input = last ? shape(2, 7, 6, 2) : shape(2, 2, 7, 6);
    long[] output = last ? shape(2, 7, 6, 3) : shape(2, 3, 7, 6);
    String labels =
        activation == Activation.SIGMOID ? "channels" : last ? "one-hot-last" : "one-hot";
    return list(
        type,
        InputType.convolutional(7, 6, 2, format),
        ask(false, type, input, new Label(labels, output)),
        convolution(3, 4, Activation.RELU),
        convolution(1, 3, Activation.IDENTITY),
        loss(loss, activation));
  }

  /** The layer's own format, which counts where no input type is set. */
  private static Network withoutInputType() {
    Layer first =
        new ConvolutionLayer.Builder(3, 3)
            .nIn(2)
            .nOut(3)
            .dataFormat(CNN2DFormat.NHWC)
            .activation(Activation.IDENTITY)
            .build();
    Layer output =
        new SegmentationLossLayer.Builder(Losses.parse("jaccard(batch=true)"))
            .nOut(3)
            .dataFormat(CNN2DFormat.NHWC)
            .build();
    return list(
        DataType.DOUBLE,
        null,
        ask(
            false,
            DataType.DOUBLE,
            shape(2, 7, 6, 2),
            new Label("one-hot-last", shape(2, 7, 6, 3))),
        first,
        output);
  }

  private static Network volume(DataType type, Convolution3D.DataFormat format) {
    boolean last = format == Convolution3D.DataFormat.NDHWC;
    Layer convolution =
        new Convolution3D.Builder(3, 3, 3)
            .nOut(2)
            .dataFormat(format)
            .activation(Activation.IDENTITY)
            .build();
    return list(
        type,
        InputType.convolutional3D(format, 4, 5, 3, 1),
        ask(
            false,
            type,
            last ? shape(2, 4, 5, 3, 1) : shape(2, 1, 4, 5, 3),
            new Label(
                last ? "one-hot-last" : "one-hot",
                last ? shape(2, 4, 5, 3, 2) : shape(2, 2, 4, 5, 3))),
        convolution,
        loss("tversky(alpha=0.3, beta=0.7, gamma=0.75)", Activation.SOFTMAX));
  }

  private static Network sequence(RNNFormat format) {
    boolean last = format == RNNFormat.NWC;
    Layer recurrent =
        new LSTM.Builder().nOut(3).dataFormat(format).activation(Activation.TANH).build();
    return list(
        DataType.DOUBLE,
        InputType.recurrent(2, 9, format),
        ask(
            false,
            DataType.DOUBLE,
            last ? shape(2, 9, 2) : shape(2, 2, 9),
            new Label(last ? "one-hot-last" : "one-hot", last ? shape(2, 9, 3) : shape(2, 3, 9))),
        recurrent,
        loss("generalized-dice + poly1", Activation.SOFTMAX));
  }

  private static Network outputLayer(DataType type) {
    Layer hidden = new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build();
    Layer output =
        new OutputLayer.Builder(
                Losses.parse("cross-entropy(labelSmoothing=0.1, classWeights=[1, 2, 3])"))
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build();
    return list(
        type,
        InputType.feedForward(4),
        ask(false, type, shape(6, 4), new Label("one-hot", shape(6, 3))),
        hidden,
        output);
  }

  private static Network twoHeads(DataType type) {
    ComputationGraphConfiguration graph =
        builder(type)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(8, 6, 2))
            .addLayer("trunk", convolution(3, 4, Activation.RELU), "input")
            .addLayer("classes", convolution(1, 3, Activation.IDENTITY), "trunk")
            .addLayer("edges", convolution(1, 1, Activation.IDENTITY), "trunk")
            .addLayer("classes-output", loss(LOSS, Activation.SOFTMAX), "classes")
            .addLayer(
                "edges-output",
                loss("binary-cross-entropy(positiveWeight=4)", Activation.SIGMOID),
                "edges")
            .setOutputs("classes-output", "edges-output")
            .build();
    return new Network(
        graph.toJson(),
        ask(
            true,
            type,
            shape(2, 2, 8, 6),
            new Label("indices", shape(2, 1, 8, 6), 3),
            new Label("channels", shape(2, 1, 8, 6))));
  }

  private static Network deepSupervision() {
    GraphBuilder graph =
        builder(DataType.DOUBLE)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(8, 6, 1))
            .addLayer("fine", convolution(3, 3, Activation.RELU), "input")
            .addLayer("pool", new SubsamplingLayer.Builder(2, 2).stride(2, 2).build(), "fine")
            .addLayer("coarse", convolution(3, 4, Activation.RELU), "pool");
    DeepSupervision.builder(Losses.parse(LOSS), 3)
        .level("fine", 1)
        .level("coarse", 2, 0.3)
        .build()
        .addTo(graph);
    return new Network(
        graph.build().toJson(),
        ask(
            true,
            DataType.DOUBLE,
            shape(2, 1, 8, 6),
            new Label("one-hot", shape(2, 3, 8, 6)),
            new Label("one-hot", shape(2, 3, 4, 3))));
  }

  private static Network unet() {
    String json =
        SegmentationNetwork.builder()
            .inputChannels(3)
            .classes(4)
            .baseChannels(2)
            .depth(2)
            .dropout(0.25)
            .l1(1e-4)
            .l2(1e-3)
            .updater(new AMSGrad(0.02))
            .seed(11)
            .dataType(DataType.DOUBLE)
            .activation(Activation.SIGMOID.getActivationFunction())
            .loss(Losses.parse("dice(squared=false) + focal(alpha=0.3)"))
            .build()
            .configuration()
            .toJson();
    return new Network(
        json,
        ask(true, DataType.DOUBLE, shape(2, 3, 8, 12), new Label("channels", shape(2, 4, 8, 12))));
  }
}
