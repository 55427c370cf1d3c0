package org.dl4jvision.data.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.export.AnnotatedFolder;
import org.dl4jvision.data.export.DatasetWriter;
import org.dl4jvision.data.export.DatasetWriters;
import org.dl4jvision.data.export.Export;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.io.Progress;

/**
 * Writes a repaired copy of data: masks as class indices, objects as COCO, without what cannot be
 * read or repaired and without training images that are measured on. The data themselves stay as
 * they are.
 *
 * @param images that were written
 * @param layout of the copy, in words
 * @param notes what the layout cannot say, a line each
 */
public record DataRepair(int images, String layout, List<String> notes) {

  /** The layout for masks; their values become the indices of their classes. */
  private static final String MASKS = "masks";

  /** The layout for objects, which can say most of them. */
  private static final String OBJECTS = "coco";

  /**
   * Writes the copy.
   *
   * @param data that were looked at
   * @param options by which they were read
   * @param out a folder that is new or empty
   * @param progress is told how far it is
   * @throws IllegalArgumentException if there is something in the folder, or nothing usable is left
   */
  public static DataRepair write(
      CheckedData data, FolderSegmentationDataset.Builder options, Path out, Progress progress) {
    Set<ImageFacts> leaking =
        SplitLeaks.of(data).stream().map(SplitLeaks.Leak::image).collect(Collectors.toSet());
    List<AnnotatedImage> left =
        data.images().stream()
            .filter(facts -> !leaking.contains(facts))
            .map(data::usable)
            .flatMap(Optional::stream)
            .toList();
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "no image of " + data.files().root() + " is usable: there is nothing to write");
    }
    DatasetWriter writer =
        DatasetWriters.REGISTRY.get(data.annotations().has(Content.MASKS) ? MASKS : OBJECTS);
    progress.begin("checking what is left");
    AnnotatedFolder copy =
        AnnotatedFolder.of(
            options,
            data.files().root(),
            data.annotations().withImages(left),
            List.of(),
            writer.parts());
    try (Export export = Export.open(writer, copy.classes(), out)) {
      progress.begin("writing images", left.size());
      export.add(copy.images(), progress::reach);
      return new DataRepair(left.size(), writer.layout(), export.finish());
    }
  }
}
