package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.List;
import org.dl4jvision.network.NetworkCost;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.network.decoder.Decoder;

/**
 * A decoder and what it costs on {@link #ENCODER}, for two classes.
 *
 * @param parameters of decoder and encoder
 * @param multiplyAdds likewise
 * @param stepBytes likewise
 */
record DecoderRow(
    String name, String article, String help, long parameters, long multiplyAdds, long stepBytes) {

  static final String ENCODER = "resnet18";

  private static final int CLASSES = 2;

  static DecoderRow of(Decoder decoder) {
    SegmentationNetwork network =
        SegmentationNetwork.builder()
            .inputChannels(NetworkRow.CHANNELS)
            .encoder(ENCODER)
            .decoder(decoder.name())
            .classes(CLASSES)
            .build();
    NetworkCost cost =
        NetworkCost.of(
            network.configuration(),
            NetworkRow.IMAGES,
            NetworkRow.CHANNELS,
            NetworkRow.SIDE,
            NetworkRow.SIDE);
    return new DecoderRow(
        decoder.name(),
        decoder.article(),
        decoder.help(),
        cost.parameters(),
        cost.multiplyAdds(),
        cost.stepBytes());
  }

  /** Prints the lines of a table for a screen. */
  static void print(List<DecoderRow> rows, PrintWriter out) {
    String line = "%-20s %10s %12s %10s  %s%n";
    out.printf(line, "decoder", "parameters", "mult-adds", "step", "with " + ENCODER);
    for (DecoderRow row : rows) {
      out.printf(
          line,
          row.name,
          NetworkRow.millions(row.parameters),
          NetworkRow.billions(row.multiplyAdds),
          NetworkRow.megabytes(row.stepBytes),
          row.help);
    }
  }

  /** Prints the part of docs/networks.md on decoders. */
  static void printMarkdown(List<DecoderRow> rows, PrintWriter out) {
    out.print(
        """

        ## Decoders

        `./dl4j-vision train segmentation --decoder NAME`, with any encoder. Numbers are those of the whole
        network with the encoder `%s` and two classes, on the same images.

        """
            .formatted(ENCODER));
    Markdown.row(
        out, "decoder", "when to choose it", "article", "parameters", "multiply-adds", "a step");
    Markdown.row(out, "---", "---", "---", "---", "---", "---");
    for (DecoderRow row : rows) {
      Markdown.row(
          out,
          Markdown.code(row.name),
          row.help,
          row.article,
          NetworkRow.millions(row.parameters),
          NetworkRow.billions(row.multiplyAdds),
          NetworkRow.megabytes(row.stepBytes));
    }
  }
}
