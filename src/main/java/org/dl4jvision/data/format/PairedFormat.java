package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.data.format.PairedFiles.Pair;
import org.dl4jvision.data.format.PairedFiles.Place;

/** A format with one file an image: a subclass says where the files are, and reads the pairs. */
abstract class PairedFormat implements AnnotationFormat {

  private final PairedFiles files;

  PairedFormat(PairedFiles files) {
    this.files = files;
  }

  /** Where the files of a folder are, none where it has another layout. */
  List<Place> places(PairedFiles files, Path folder) {
    return files.find(folder);
  }

  /**
   * Reads images and annotations.
   *
   * @param classNames what the user declares, null for nothing
   */
  abstract Annotations read(Path folder, List<Pair> pairs, List<String> classNames);

  @Override
  public final Optional<Found> find(DataFolder folder) {
    Path root = folder.root();
    List<Place> places = places(files, root);
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byLayout(
                    this,
                    folder,
                    places.stream().map(Place::annotations).toList(),
                    options ->
                        read(root, files.pairs(root, places), options.classNames().orElse(null)))
                .explaining(
                    places.stream()
                        .mapToInt(place -> folder.imagesBelow(place.images()).size())
                        .sum()));
  }
}
