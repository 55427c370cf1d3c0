package org.dl4jvision.data.format.json;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.format.DetectionFolder;

/** What tests of formats share that have a JSON file of many images a split. */
abstract class BaseJsonListFormatTestCase extends BaseJsonFormatTestCase {

  /** Writes images of a split, and the file that lists them with an object of class "dog" each. */
  protected abstract void write(DetectionFolder folder, String split, List<String> names, Box box);

  @Override
  protected final void write(DetectionFolder folder, Box box) {
    write(folder, "train", List.of("a", "b"), box);
    write(folder, "val", List.of("c"), box);
  }

  @Override
  protected final boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    write(folder, "train", List.of("a", "b", "a"), BOX);
    return true;
  }
}
