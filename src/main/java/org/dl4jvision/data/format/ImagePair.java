package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.Optional;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.DataFault;
import org.dl4jvision.io.DataFault.Kind;

/**
 * One image and its annotation.
 *
 * @param path of the image; of the annotation where there is no image
 * @param image null where there is none
 * @param annotation null where there is none
 * @param folder where the image is or should be
 * @param split empty where the images are not divided
 */
record ImagePair(String path, Path image, Path annotation, Path folder, Optional<Split> split) {

  /** The same of another split. */
  ImagePair in(Optional<Split> other) {
    return new ImagePair(path, image, annotation, folder, other);
  }

  /** The error that an annotation's image is missing. */
  IllegalArgumentException noImage(String name) {
    return new DataFault(
        Kind.NO_IMAGE,
        annotation
            + ": there is no image '"
            + name
            + "' ("
            + ImageFiles.FORMATS
            + ") in "
            + folder);
  }
}
