package org.dl4jvision.data.fault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.image.Orientation;

/**
 * What is kept of an image that was looked at: its pixels are not.
 *
 * @param image as its annotations have it
 * @param damage why it cannot be decoded, empty where it can
 * @param orientation by the tag of its file
 * @param fingerprint by which images that show the same are found; empty where it is damaged
 * @param doubts what is wrong with objects
 * @param classes that are on it by usable objects or the mask, the background among them
 * @param shift how the mask lies on the image; empty where there is none or none can be told
 */
record ImageFacts(
    AnnotatedImage image,
    Optional<IllegalArgumentException> damage,
    Orientation orientation,
    Optional<Fingerprint> fingerprint,
    List<ObjectDoubt> doubts,
    Set<String> classes,
    Optional<MaskShift> shift) {

  /** The split that it is in; images of none are for training. */
  Split split() {
    return image.split().orElse(Split.TRAIN);
  }
}
