package org.dl4jvision.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An image and what a format says is on it: what every format reads and every task uses.
 *
 * @param name file name without extension, or what the annotations call it
 * @param id its number in the format, where images have numbers
 * @param file of the image
 * @param size by the file's header
 * @param source file with the annotations, for messages
 * @param objects as they stand in the source, not yet checked; a list may read them when asked
 * @param mask file with the class of each pixel
 * @param split which the format says it belongs to, empty where it says nothing
 */
public record AnnotatedImage(
    String name,
    OptionalLong id,
    Path file,
    ImageSize size,
    Path source,
    List<Annotation> objects,
    Optional<Path> mask,
    Optional<Split> split) {}
