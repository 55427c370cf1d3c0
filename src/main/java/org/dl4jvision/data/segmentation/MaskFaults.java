package org.dl4jvision.data.segmentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.io.Parallel;

/**
 * Finds all masks at fault, where the opening of a data set names the first: those that cannot be
 * read, have another size than their image, or values that have no meaning. Where nothing declares
 * the classes, values that few masks have are tried without.
 */
final class MaskFaults {

  /** Masks that have a value of their own are at fault only if they are at most one of so many. */
  private static final int ONE_OF = 5;

  private final FolderAnnotations annotations;
  private final MaskOptions options;
  private final Map<AnnotatedImage, IllegalArgumentException> faults = new LinkedHashMap<>();

  private MaskFaults(FolderAnnotations annotations, MaskOptions options) {
    this.annotations = annotations;
    this.options = options;
  }

  /** The faults of masks, by their images. */
  static Map<AnnotatedImage, IllegalArgumentException> of(
      FolderAnnotations annotations, MaskOptions options) {
    MaskFaults all = new MaskFaults(annotations, options);
    List<AnnotatedImage> counted = all.counted();
    Optional<MaskLegend> legend = FolderClassMaps.obeyedLegend(annotations, options);
    if (legend.isPresent()) {
      LegendMaps maps = new LegendMaps(counted, legend.get(), options);
      counted.forEach(image -> all.attempt(image, maps::check));
    } else if (!counted.isEmpty()) {
      all.checkValues(counted);
    }
    return all.faults;
  }

  /** Those whose masks can be read and have the size of the image. */
  private List<AnnotatedImage> counted() {
    List<AnnotatedImage> images = annotations.images();
    List<Optional<IllegalArgumentException>> problems =
        Parallel.map(images.size(), i -> problem(images.get(i), MaskCodes::count));
    List<AnnotatedImage> good = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      AnnotatedImage image = images.get(i);
      problems.get(i).ifPresentOrElse(e -> faults.put(image, e), () -> good.add(image));
    }
    return good;
  }

  private static Optional<IllegalArgumentException> problem(
      AnnotatedImage image, Consumer<AnnotatedImage> check) {
    try {
      check.accept(image);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e);
    }
  }

  private void attempt(AnnotatedImage image, Consumer<AnnotatedImage> check) {
    problem(image, check).ifPresent(e -> faults.put(image, e));
  }

  private void checkValues(List<AnnotatedImage> images) {
    Optional<MaskedMaps> known = maps(images);
    if (known.isPresent()) {
      images.forEach(image -> attempt(image, known.get()::check));
      return;
    }
    Map<AnnotatedImage, Integer> rarest = rarest(images);
    for (int few = 1; few <= images.size() / ONE_OF; few *= 2) {
      int most = few;
      List<AnnotatedImage> usual =
          images.stream().filter(image -> rarest.get(image) > most).toList();
      Optional<MaskedMaps> maps =
          (images.size() - usual.size()) * ONE_OF <= images.size()
              ? maps(usual).filter(one -> usual.stream().allMatch(i -> isFine(one, i)))
              : Optional.empty();
      if (maps.isPresent()) {
        images.stream()
            .filter(image -> rarest.get(image) <= most)
            .forEach(image -> faults.put(image, odd(image, maps.get())));
        return;
      }
    }
  }

  private static boolean isFine(MaskedMaps maps, AnnotatedImage image) {
    return problem(image, maps::check).isEmpty();
  }

  /** The meaning of the values of these masks; empty where none can be found. */
  private Optional<MaskedMaps> maps(List<AnnotatedImage> images) {
    try {
      return Optional.of(new MaskedMaps(images, options, annotations.legend()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** How many masks have the rarest of the codes that a mask has. */
  private static Map<AnnotatedImage, Integer> rarest(List<AnnotatedImage> images) {
    List<int[]> codes = Parallel.map(images.size(), i -> plain(images.get(i)).codes().toArray());
    Map<Integer, Integer> masks = new HashMap<>();
    codes.forEach(
        all -> {
          for (int code : all) {
            masks.merge(code, 1, Integer::sum);
          }
        });
    Map<AnnotatedImage, Integer> rarest = new HashMap<>();
    for (int i = 0; i < codes.size(); i++) {
      int fewest = images.size();
      for (int code : codes.get(i)) {
        fewest = Math.min(fewest, masks.get(code));
      }
      rarest.put(images.get(i), fewest);
    }
    return rarest;
  }

  /** The codes of a mask as those of all masks are compared. */
  private static MaskCount plain(AnnotatedImage image) {
    MaskCount mask = MaskCodes.count(image);
    return PlainCodes.of(mask, false).map(mask::with).orElse(mask);
  }

  private static IllegalArgumentException odd(AnnotatedImage image, MaskedMaps others) {
    MaskCount mask = plain(image);
    return new IllegalArgumentException(
        "mask "
            + mask.file()
            + " has values that hardly any other mask has: "
            + others.shown(mask)
            + "; the others have "
            + others.shown());
  }
}
