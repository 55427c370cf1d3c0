package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.task.AugmentationPreview;
import org.dl4jvision.task.DataInspection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Draws training images as random changes make them: the options of data are those of all tasks.
 */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draw training images as they are and as --augmentation makes them, with their masks or"
          + " boxes: what a network would see in its first epochs.",
      "",
      "If you cannot tell what an image shows any more, neither can a network."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dl4j-vision data preview --data nuclei --augmentation strong",
      "  dl4j-vision data preview --data bccd --augmentation 'all + rotation(degrees=15)'",
      "  dl4j-vision list augmentations  what there is"
    })
final class DataPreviewCommand implements Callable<Integer> {

  private final Inspections inspections = new Inspections();

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      order = 1,
      required = true,
      paramLabel = "DIR",
      description = "A folder of images and what is said of them.")
  private Path folder;

  @Option(
      names = "--task",
      order = 2,
      paramLabel = "NAME",
      description = "The task that the data are for (default: all that can use them).")
  private String task;

  @Option(
      names = "--augmentation",
      order = 3,
      paramLabel = "EXPRESSION",
      description = "Random changes, as trainings take them (default: as trainings choose them).")
  private String augmentation;

  @Option(
      names = "--seed",
      order = 4,
      paramLabel = "N",
      defaultValue = "42",
      description = "The same seed gives the same picture (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--pictures",
      order = 5,
      paramLabel = "N",
      defaultValue = "4",
      description = "Images to show, a row each, up to 100 (default: ${DEFAULT-VALUE}).")
  private int pictures;

  @Option(
      names = "--versions",
      order = 6,
      paramLabel = "N",
      defaultValue = "4",
      description = "Versions of each image, up to 20 (default: ${DEFAULT-VALUE}).")
  private int versions;

  @Option(
      names = "--side",
      order = 7,
      paramLabel = "PIXELS",
      description =
          "Side of the squares that a network sees, as --crop and --image-size of trainings"
              + " (default: as trainings choose it).")
  private Integer side;

  @Option(
      names = "--out",
      order = 8,
      paramLabel = "FILE",
      description = "The picture, a PNG file (default: FOLDER-TASK-augmented.png).")
  private Path out;

  /** The command with the options of all tasks. */
  static CommandLine line() {
    DataPreviewCommand command = new DataPreviewCommand();
    CommandLine line = new CommandLine(command);
    command.inspections.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    AugmentationPreview wishes =
        new AugmentationPreview(augmentation, seed, pictures, versions, side);
    inspections.open(folder, spec.commandLine().getErr()::println);
    List<DataInspection<?>> wanted = inspections.wanted(task);
    if (out != null && wanted.size() > 1) {
      throw new IllegalArgumentException(
          String.format(
              "--out is one file, but %s is of use for %s; choose one with --task",
              folder, String.join(" and ", wanted.stream().map(DataInspection::task).toList())));
    }
    for (DataInspection<?> inspection : wanted) {
      Path file = out != null ? out : Path.of(name() + "-" + inspection.task() + "-augmented.png");
      AtomicFile.writePng(file, inspection.preview(wishes));
      spec.commandLine().getErr().println(file);
    }
    return 0;
  }

  private Path name() {
    return folder.toAbsolutePath().normalize().getFileName();
  }
}
