package org.dl4jvision.task;

import java.util.Set;
import org.dl4jvision.data.export.AnnotatedFolder;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.folder.HoldOut;

/** Options of data that are written in another layout: nothing is held out of them. */
public final class ConversionData extends MaskDataOptions {

  /** The options of {@link DataOptions} that say how images are held out. */
  public static final Set<String> UNUSED =
      Set.of("--data", "--validation-share", "--split-seed", "--group-by", "--hold-out");

  /** Options that are not set. */
  public ConversionData() {}

  @Override
  protected HoldOut earlierHoldOut() {
    return HoldOut.STRATIFIED;
  }

  /**
   * Reads and checks the folder, which must be given.
   *
   * @throws IllegalArgumentException one line, naming the first file, object or option at fault
   */
  public AnnotatedFolder read(Set<Part> parts) {
    return AnnotatedFolder.read(folderDataset(), parts);
  }
}
