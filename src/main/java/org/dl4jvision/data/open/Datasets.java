package org.dl4jvision.data.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.ReadOptions;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;

/**
 * Opens folders of images as their tools wrote them:
 *
 * <pre>{@code
 * SegmentationDataset data = Datasets.open(Path.of("photos")).segmentation().build();
 * network.fit(data.iterator(Split.TRAIN, 8), 20);
 * }</pre>
 */
public final class Datasets {

  private Datasets() {}

  /**
   * Finds out how the annotations in a folder are written down.
   *
   * @throws IllegalArgumentException if there is no such folder, or no format or several fit
   */
  public static Opened open(Path folder) {
    Decision decision =
        AnnotationFormats.find(
            DataFolder.of(folder), null, List.of(Content.values()), ReadOptions.NONE);
    return new Opened(folder, decision.describe(), decision.found().contents());
  }

  /**
   * A folder whose format is known.
   *
   * @param recognition the line that says which format it is and why
   * @param contents what can be read
   */
  public record Opened(Path folder, String recognition, Set<Content> contents) {

    /** Copies the contents. */
    public Opened {
      contents = Set.copyOf(contents);
    }

    /** The classes of pixels, of masks or of outlines; options may be set before it is built. */
    public FolderSegmentationDataset.Builder segmentation() {
      return FolderSegmentationDataset.builder(folder);
    }

    /** The boxes of objects; options may be set before it is built. */
    public FolderDetectionDataset.Builder detection() {
      return FolderDetectionDataset.builder(folder);
    }
  }
}
