package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoId;

/**
 * An image that is written, and what is on it, which is made when it is asked for.
 *
 * @param file of the image
 * @param name what its files are called, without extension
 * @param id as COCO has it, empty for any
 * @param size as it is seen
 * @param split empty where none is stated
 * @param objects on it; may be asked in any thread
 * @param classMap the class of each pixel as an unsigned byte, row by row, 255 where void; empty
 *     where the data have none; may be asked in any thread
 */
public record LabeledImage(
    Path file,
    String name,
    Optional<CocoId> id,
    ImageSize size,
    Optional<Split> split,
    Supplier<List<LabeledObject>> objects,
    Optional<Supplier<byte[]>> classMap) {

  /** This under another name. */
  LabeledImage named(String other) {
    return new LabeledImage(file, other, id, size, split, objects, classMap);
  }

  /** Its name with the extension of its file. */
  String fileName() {
    String own = file.getFileName().toString();
    int dot = own.lastIndexOf('.');
    return dot < 0 ? name : name + own.substring(dot);
  }

  /** The split that layouts put it into that have no place for others. */
  Split statedOrTrain() {
    return split.orElse(Split.TRAIN);
  }
}
