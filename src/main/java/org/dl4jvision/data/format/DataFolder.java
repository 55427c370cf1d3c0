package org.dl4jvision.data.format;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.io.FileNames;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.Progress;

/**
 * The files of a folder of data, listed once, for all formats that look at it. Names are asked for
 * in any case; answers are in order of their paths; hidden files and folders are left out. Files
 * are read only by {@link #head} and {@link #json}, the beginning of each once. Thread-safe.
 */
public final class DataFolder {

  private static final int HEAD_BYTES = 4096;
  private static final int SAMPLE = 16;

  private final Path root;
  private final List<Path> files;
  private final List<Path> folders;
  private final Set<Path> known;
  private final List<String> notes;
  private final Faults faults;
  private final Map<Path, List<Path>> children;
  private final Map<String, List<Path>> byExtension;
  private final Map<Path, String> heads = new ConcurrentHashMap<>();
  private final Map<Path, JsonHead> jsonHeads = new ConcurrentHashMap<>();
  private List<Path> images;
  private ImageIndex index;
  private PathIndex paths;

  private DataFolder(Path root, FolderWalk walk, Faults faults) {
    this.root = root;
    this.faults = faults;
    files = walk.files();
    folders = walk.folders();
    notes = walk.notes();
    known = Set.copyOf(files);
    children = grouped(files, Path::getParent);
    byExtension = grouped(files, DataFolder::extension);
  }

  private static <K> Map<K, List<Path>> grouped(List<Path> files, Function<Path, K> key) {
    return files.stream()
        .collect(groupingBy(key, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  /**
   * Lists a folder and all that is below it.
   *
   * @throws IllegalArgumentException if there is no such folder
   */
  public static DataFolder of(Path root) {
    return of(root, Progress.untold(), Faults.THROWN);
  }

  /**
   * Lists a folder and all that is below it. Links to folders are followed once each, and never in
   * circles.
   *
   * @param progress counts the files
   * @param faults what becomes of files that formats cannot read
   * @throws IllegalArgumentException if there is no such folder
   */
  public static DataFolder of(Path root, Progress progress, Faults faults) {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException(
          (Files.exists(root) ? "not a folder: " : "no such folder: ") + root);
    }
    Path named = root.toString().isEmpty() ? Path.of(".") : root;
    return new DataFolder(named, FolderWalk.of(named, progress), faults);
  }

  /** The folder itself, as it was named. */
  public Path root() {
    return root;
  }

  /** What becomes of files and entries that a format cannot read. */
  public Faults faults() {
    return faults;
  }

  /** What could not be listed, a line each. */
  public List<String> notes() {
    return notes;
  }

  /** All files. */
  public List<Path> files() {
    return files;
  }

  /**
   * Files of these extensions.
   *
   * @param extensions without dot, such as {@code json}
   */
  public List<Path> files(String... extensions) {
    List<List<Path>> found =
        lower(extensions).stream()
            .map(extension -> byExtension.getOrDefault(extension, List.of()))
            .toList();
    return found.size() == 1
        ? found.get(0)
        : found.stream().flatMap(List::stream).sorted().toList();
  }

  /** Files of these names, such as {@code data.yaml}, wherever they are. */
  public List<Path> named(String... names) {
    Set<String> wanted = lower(names);
    return files.stream().filter(file -> wanted.contains(lower(file))).toList();
  }

  /**
   * All image files; some may be masks.
   *
   * @throws IllegalArgumentException if the name of one cannot be represented
   */
  public synchronized List<Path> images() {
    if (images == null) {
      images = files.stream().filter(ImageFiles::isImage).map(FileNames::readable).toList();
    }
    return images;
  }

  /** The files in a folder itself; none where there is no such folder. */
  public List<Path> filesIn(Path folder) {
    return children.getOrDefault(folder, List.of());
  }

  /** The image files in a folder itself. */
  public List<Path> imagesIn(Path folder) {
    return filesIn(folder).stream().filter(ImageFiles::isImage).toList();
  }

  /** The image files in a folder and below it. */
  public List<Path> imagesBelow(Path folder) {
    return folder.equals(root)
        ? images()
        : images().stream().filter(image -> image.startsWith(folder)).toList();
  }

  /** All folders, the data's own first. */
  public List<Path> folders() {
    return folders;
  }

  /** Folders of these names, wherever they are, the data's own included. */
  public List<Path> folders(String... names) {
    Set<String> wanted = lower(names);
    return folders.stream().filter(folder -> wanted.contains(lower(folder))).toList();
  }

  /** The folders in a folder itself. */
  public List<Path> foldersIn(Path folder) {
    return folders.stream()
        .filter(one -> !one.equals(root) && folder.equals(one.getParent()))
        .toList();
  }

  /** Whether it is one of the files. */
  public boolean has(Path file) {
    return known.contains(file);
  }

  /** The file of exactly this path below the data's folder, such as {@code data/obj.names}. */
  public Optional<Path> file(String relative) {
    return file(root, relative);
  }

  /**
   * The file of a path that is stated from a folder: never one outside of the data's.
   *
   * @param relative with slashes or backslashes, may begin with {@code ../}
   */
  public Optional<Path> file(Path base, String relative) {
    try {
      Path file = base.resolve(relative.strip().replace('\\', '/')).normalize();
      return Optional.of(file).filter(known::contains).or(() -> known(file));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Where the folder's own name is relative, normalized paths differ from those listed. */
  private Optional<Path> known(Path file) {
    Path absolute = file.toAbsolutePath();
    Path home = root.toAbsolutePath().normalize();
    return absolute.startsWith(home)
        ? Optional.of(root.resolve(home.relativize(absolute))).filter(known::contains)
        : Optional.empty();
  }

  /** The path below the data's folder with slashes, for messages and for comparing names. */
  public String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** The images by the names that annotations state. */
  public synchronized ImageIndex index() {
    if (index == null) {
      index = new ImageIndex(root, images());
    }
    return index;
  }

  /** The files by their paths, made once for all formats that pair files by them. */
  synchronized PathIndex paths() {
    if (paths == null) {
      paths = new PathIndex(this);
    }
    return paths;
  }

  /**
   * Some of these files, from different folders: what a format reads a {@link #head} of, where each
   * file may or may not be its own.
   */
  public List<Path> sample(List<Path> files) {
    Stream<Path> first = grouped(files, Path::getParent).values().stream().map(all -> all.get(0));
    return Stream.concat(first, files.stream()).distinct().limit(SAMPLE).toList();
  }

  /**
   * The beginning of a text file, 4096 bytes of it, without byte order mark; what is not UTF-8 is
   * replaced.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public String head(Path file) {
    return heads.computeIfAbsent(file, DataFolder::readHead);
  }

  private static String readHead(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      String text = new String(stream.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + FileProblem.reason(e), e);
    }
  }

  /** The keys at the beginning of a JSON file; none where it is no JSON. */
  public JsonHead json(Path file) {
    return jsonHeads.computeIfAbsent(file, JsonHead::read);
  }

  /** How many files of which extensions there are, for messages. */
  String summary() {
    Comparator<Map.Entry<String, List<Path>>> most =
        Comparator.comparing(entry -> -entry.getValue().size());
    return files.isEmpty()
        ? "no files"
        : byExtension.entrySet().stream()
            .sorted(most.thenComparing(Map.Entry.comparingByKey()))
            .limit(5)
            .map(entry -> entry.getValue().size() + " ." + entry.getKey())
            .collect(joining(", "));
  }

  private static Set<String> lower(String... names) {
    return Stream.of(names).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static String lower(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }

  private static String extension(Path file) {
    String name = lower(file);
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
