package org.dl4jvision.data.format.json;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.JsonHead;
import org.dl4jvision.data.format.Notes;

/** What formats with files of many images share: gathers the images that the files list. */
final class FilesOfImages {

  private final DataFolder folder;
  private final boolean several;
  private final Notes notes = new Notes();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<List<Object>, String> places = new HashMap<>();

  /** An image that a file lists, and what makes its objects when its size is known. */
  private record Entry(
      Path image,
      Path source,
      Optional<Split> split,
      ImageSize stated,
      BiFunction<ImageSize, Notes, List<Annotation>> objects) {}

  /**
   * Gathers no image yet.
   *
   * @param files how many there are: the name of one among several may state a split
   */
  FilesOfImages(DataFolder folder, int files) {
    this.folder = folder;
    several = files > 1;
  }

  /** Whether some JSON files, as far as a few of them tell, are those of a format. */
  static List<Path> sample(DataFolder folder, Predicate<JsonHead> own) {
    return folder.sample(folder.files("json")).stream()
        .filter(file -> own.test(folder.json(file)))
        .toList();
  }

  /** The JSON files of a format, and those that may be, were they not damaged. */
  static List<Path> all(DataFolder folder, Predicate<JsonHead> own) {
    return folder.files("json").stream()
        .filter(file -> own.test(folder.json(file)) || folder.json(file).isEmpty())
        .toList();
  }

  /** Where repairs are noted. */
  Notes notes() {
    return notes;
  }

  /**
   * Adds an image.
   *
   * @param name what the file states, for messages
   * @param image its file
   * @param objects makes the objects when the size of the image is known, and notes repairs
   * @throws IllegalArgumentException if the image is listed twice for one split
   */
  void add(JsonValue name, Path image, BiFunction<ImageSize, Notes, List<Annotation>> objects) {
    add(name, image, JsonValue.NO_SIZE, objects);
  }

  /**
   * Adds an image of which the file states the size.
   *
   * @param stated its size, 0x0 where it is not stated
   */
  void add(
      JsonValue name,
      Path image,
      ImageSize stated,
      BiFunction<ImageSize, Notes, List<Annotation>> objects) {
    Optional<Split> split = split(name.file(), image);
    String place = name.place();
    String other = places.put(List.of(image, split), place);
    if (other != null) {
      throw name.error("is '" + image.getFileName() + "', as is " + other + ": remove one");
    }
    entries.add(new Entry(image, name.file(), split, stated, objects));
  }

  /**
   * The image that a text of a file states.
   *
   * @throws IllegalArgumentException if there is none, or several may be meant
   */
  Path image(JsonValue name) {
    return folder.index().get(name.text(), name.file(), name.path());
  }

  /** The split that folders above the file say, else its name, else folders above the image. */
  private Optional<Split> split(Path file, Path image) {
    return Split.above(file, folder.root())
        .or(() -> several ? ofName(file) : Optional.empty())
        .or(() -> Split.above(image, folder.root()));
  }

  private static Optional<Split> ofName(Path file) {
    return Stream.of(file.getFileName().toString().split("[^A-Za-z]+"))
        .map(Split::named)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The images in the order in which they were added; sizes are read on all cores. */
  Annotations annotations() {
    List<Notes> each = entries.stream().map(entry -> new Notes()).toList();
    List<AnnotatedImage> images =
        folder.faults().read(entries.size(), i -> image(entries.get(i), each.get(i)));
    each.forEach(notes::addAll);
    notes.addUnused(folder, entries.stream().map(Entry::image).collect(toSet()));
    return Annotations.of(images).withWarnings(notes.lines());
  }

  private static AnnotatedImage image(Entry entry, Notes notes) {
    ImageSize size = ImageFiles.readSize(entry.image());
    notes.addSize(entry.source(), entry.stated(), entry.image(), size);
    return AnnotatedImage.of(entry.image())
        .source(entry.source())
        .size(size)
        .objects(entry.objects().apply(size, notes))
        .split(entry.split())
        .build();
  }
}
