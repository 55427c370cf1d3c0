package org.dl4jvision.data.fault;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.io.DataFault;

/**
 * Image files beside those that the format uses: images of which nothing is said, and masks of
 * which there is no image.
 *
 * @param images in folders of images
 * @param masks in folders of masks alone, if the reader says that they have no image
 */
record Unpaired(List<Path> images, List<Path> masks) {

  /** Of a folder; files of which it is told why they are not used are none. */
  static Unpaired of(CheckedData data) {
    List<AnnotatedImage> all = data.images().stream().map(ImageFacts::image).toList();
    Set<Path> images = all.stream().map(AnnotatedImage::file).collect(toSet());
    Set<Path> masks =
        all.stream().flatMap(one -> one.mask().map(MaskFile::file).stream()).collect(toSet());
    Set<Path> imageFolders = images.stream().map(Path::getParent).collect(toSet());
    Set<Path> maskFolders = masks.stream().map(Path::getParent).collect(toSet());
    List<String> told =
        Stream.concat(Stream.of(DataFault.Kind.values()), Stream.of((DataFault.Kind) null))
            .flatMap(kind -> data.refusals(kind).stream())
            .map(Throwable::getMessage)
            .toList();
    List<Path> alone = new ArrayList<>();
    List<Path> masksAlone = new ArrayList<>();
    for (Path file : data.files().images()) {
      boolean known =
          images.contains(file)
              || masks.contains(file)
              || told.stream().anyMatch(text -> names(text, file));
      if (!known && imageFolders.contains(file.getParent())) {
        alone.add(file);
      } else if (!known && maskFolders.contains(file.getParent())) {
        masksAlone.add(file);
      }
    }
    // Some formats have several files an image in one folder.
    boolean said =
        data.remarks().stream()
            .anyMatch(line -> masksAlone.stream().anyMatch(mask -> line.contains(mask.toString())));
    return new Unpaired(alone, said ? masksAlone : List.of());
  }

  /** Whether a message is about a file, or about an annotation of its name. */
  private static boolean names(String text, Path file) {
    return text.contains(file.toString()) || text.contains("/" + ImageFiles.stem(file) + ".");
  }

  /** Whether a line of the reader only counts such files, and names the first. */
  boolean isSaidBy(String line) {
    return Stream.concat(images.stream(), masks.stream())
        .anyMatch(file -> line.contains(file.toString()));
  }
}
