package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.dl4jvision.check.Check;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.Encoders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one encoder: where it is from, what it costs and what maps it gives. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = "Print where an encoder is from, what it costs and what maps it gives.",
    footerHeading = "%nExample:%n",
    footer = "  dl4j-vision network describe resnet34 --image-size 320 --batch-size 4")
final class NetworkDescribeCommand implements Callable<Integer> {

  private static final int LARGEST = 8192;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "An encoder, as 'network list' names them.")
  private String name;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Height and width of the images (default: ${DEFAULT-VALUE}).")
  private int imageSize = 256;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images a step (default: ${DEFAULT-VALUE}).")
  private int batchSize = 2;

  @Override
  public Integer call() {
    Encoder encoder = Encoders.get(name);
    int multiple = 1 << encoder.depth();
    Check.between("batch-size", batchSize, 1, LARGEST);
    Check.that(
        imageSize >= multiple && imageSize <= LARGEST && imageSize % multiple == 0,
        "image-size",
        imageSize,
        "multiples of " + multiple + " up to " + LARGEST);
    NetworkRow row = NetworkRow.of(encoder, imageSize, imageSize, batchSize);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s%n", row.name(), row.help());
    if (!row.article().isEmpty()) {
      out.printf("article: %s%n", row.article());
    }
    if (row.published() != null) {
      out.printf("published as: %s%n", row.published());
    }
    out.printf("parameters: %,d%n", row.parameters());
    out.printf(
        "multiply-adds of an image of %dx%d: %,d%n", imageSize, imageSize, row.multiplyAdds());
    out.printf("memory of a step of %d: at most %s%n", batchSize, row.megabytes());
    out.printf("maps:%n");
    for (Feature map : row.maps()) {
      out.printf(
          "  stride %2d  %4d channels  %4dx%-4d  %s%n",
          map.stride(),
          map.channels(),
          imageSize / map.stride(),
          imageSize / map.stride(),
          map.vertex());
    }
    out.flush();
    return 0;
  }
}
