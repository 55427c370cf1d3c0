package org.dl4jvision.task;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.export.AnnotatedFolder;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.folder.HoldOut;

/** Options of data that are written in another layout: nothing is held out of them. */
public final class ConversionData extends MaskDataOptions {

  /** The options of {@link DataOptions} that are of no use here. */
  public static final Set<String> UNUSED =
      Stream.concat(Stream.of("--data"), HOLD_OUT.stream()).collect(toUnmodifiableSet());

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
