package org.dl4jvision.data.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jvision.io.coco.CocoId;

/**
 * The classes of a data set that is written.
 *
 * @param ofObjects by their indices; the background is none
 * @param ids one an object's class, as COCO has them
 * @param ofPixels by their values in class maps, which may begin with the background; empty where
 *     there are no class maps
 */
public record Classes(List<String> ofObjects, List<CocoId> ids, List<String> ofPixels) {

  /** Copies the lists. */
  public Classes {
    ofObjects = List.copyOf(ofObjects);
    ids = List.copyOf(ids);
    ofPixels = List.copyOf(ofPixels);
  }

  /**
   * Classes whose ids are numbers from 1 where none are stated.
   *
   * @param ids empty for none
   */
  public static Classes of(
      List<String> ofObjects, Optional<List<CocoId>> ids, List<String> ofPixels) {
    return new Classes(
        ofObjects,
        ids.orElseGet(
            () -> IntStream.rangeClosed(1, ofObjects.size()).mapToObj(i -> CocoId.of(i)).toList()),
        ofPixels);
  }
}
