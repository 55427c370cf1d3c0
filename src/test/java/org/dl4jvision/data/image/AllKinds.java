package org.dl4jvision.data.image;

import java.util.List;

/** The files of {@link ImageCases}, for tests of other packages. */
public final class AllKinds {

  private AllKinds() {}

  /** The contents of all files. */
  public static List<byte[]> all() {
    return ImageCases.all().values().stream()
        .flatMap(List::stream)
        .flatMap(row -> row.inputs().stream())
        .map(ImageCase.Input::file)
        .toList();
  }
}
