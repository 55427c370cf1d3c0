package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jvision.network.NetworkCost;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.EncoderOptions;
import org.dl4jvision.network.encoder.PublishedEncoder;

/**
 * An encoder and what it costs, at its own depth and width.
 *
 * @param published where its weights are from; null where there are none
 * @param maps of its features, from fine to coarse
 */
record NetworkRow(
    String name,
    String published,
    String article,
    String help,
    long parameters,
    long multiplyAdds,
    long stepBytes,
    List<Feature> maps) {

  static final int SIDE = 256;
  static final int IMAGES = 2;
  static final int CHANNELS = 3;

  static NetworkRow of(Encoder encoder) {
    return of(encoder, SIDE, SIDE, IMAGES);
  }

  /**
   * What it costs with other images.
   *
   * @param images in a step
   */
  static NetworkRow of(Encoder encoder, int height, int width, int images) {
    GraphWriter graph = new GraphWriter(new NeuralNetConfiguration.Builder());
    EncoderOptions options =
        new EncoderOptions(encoder.baseChannels(), encoder.depth(), EncoderOptions.ANY_STRIDE, 0);
    List<Feature> maps = encoder.addTo(graph, graph.input("input", CHANNELS), options);
    NetworkCost cost =
        NetworkCost.of(graph.build(maps.get(maps.size() - 1)), images, CHANNELS, height, width);
    return new NetworkRow(
        encoder.name(),
        encoder instanceof PublishedEncoder known ? known.published() : null,
        encoder.article(),
        encoder.help(),
        cost.parameters(),
        cost.multiplyAdds(),
        cost.stepBytes(),
        maps);
  }

  String millions() {
    return millions(parameters);
  }

  String billions() {
    return billions(multiplyAdds);
  }

  String megabytes() {
    return megabytes(stepBytes);
  }

  static String millions(long number) {
    return String.format(Locale.ROOT, "%.2f M", number / 1e6);
  }

  static String billions(long number) {
    return String.format(Locale.ROOT, "%.2f G", number / 1e9);
  }

  static String megabytes(long bytes) {
    return Math.round(bytes / 1e6) + " MB";
  }

  String strideList() {
    return maps.stream().map(map -> "" + map.stride()).collect(Collectors.joining(" "));
  }

  /** Prints the part of docs/networks.md on encoders. */
  static void printMarkdown(List<NetworkRow> rows, PrintWriter out) {
    out.print(
        """
        # Networks

        <!-- Made by `./dl4j-vision network list --markdown`; do not edit. -->

        `./dl4j-vision train segmentation --encoder NAME`, `train detection --backbone NAME`; with
        `--encoder-weights FILE.safetensors` they begin with published weights, whose names are those of the
        network that is named here. `network describe NAME` says more of one, `network eval CASE.json`
        computes a published network on a given input.

        `--weights RUN` begins with the best model of another run, `--weights FILE.safetensors` with a whole
        network as torchvision publishes it (`fcn_resnet50`, `deeplabv3_mobilenet_v3_large`, ..); layers that
        differ, as the last one does for other classes, begin at random. What was loaded, adapted or missing
        is said. Images are scaled as the weights expect it.

        `--freeze batch-norm` keeps the encoder's running statistics, which batches of a few images would
        spoil, `--freeze encoder` all of it; then `--unfreeze-every N` trains one stage more after every N
        epochs, the deepest first. `--encoder-learning-rate 0.1` lets it learn at a tenth of the rate.

        ## Encoders

        Numbers are those of the encoder alone, with color images of 256x256, two in a step; a step takes at
        most this memory: weights, gradients and Adam's averages, all maps and their gradients in single
        precision.

        """);
    Markdown.row(
        out,
        "encoder",
        "when to choose it",
        "published as",
        "article",
        "parameters",
        "multiply-adds",
        "a step",
        "strides");
    Markdown.row(out, "---", "---", "---", "---", "---", "---", "---", "---");
    for (NetworkRow row : rows) {
      Markdown.row(
          out,
          Markdown.code(row.name),
          row.help,
          row.published == null ? "" : Markdown.code(row.published),
          row.article,
          row.millions(),
          row.billions(),
          row.megabytes(),
          row.strideList());
    }
  }
}
