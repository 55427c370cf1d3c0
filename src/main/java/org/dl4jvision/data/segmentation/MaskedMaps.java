package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.MaskLegend;

/** Class maps in files of masks. */
final class MaskedMaps implements ClassMaps {

  private final Integer ignored;
  private final Optional<Integer> voids;
  private final MaskCodes codes;
  private final MaskValues values;
  private final boolean fromOne;

  /**
   * Reads all masks and finds what their values mean, which {@link #check} compares with those of
   * each.
   *
   * @param legend what the format says of them, where the options say nothing else
   * @throws IllegalArgumentException naming the first mask or option at fault
   */
  MaskedMaps(List<AnnotatedImage> images, MaskOptions options, Optional<MaskLegend> legend) {
    Optional<DeclaredClasses> declared = DeclaredClasses.of(options, legend);
    codes = new MaskCodes(images, options, declared);
    voids =
        options.followsLegend() && options.ignoreIndex() == null
            ? legend.flatMap(one -> voids(one, declared))
            : Optional.empty();
    MaskOptions known = voids.map(options::ignoring).orElse(options);
    ignored = known.ignoreIndex();
    Optional<DeclaredClasses> meant = DeclaredClasses.of(known, legend);
    values = MaskMeaning.of(known, meant, codes);
    fromOne = MaskMeaning.countsFromOne(known, meant, codes);
  }

  /**
   * Refuses a mask with values that have no meaning.
   *
   * @throws IllegalArgumentException naming it
   */
  void check(AnnotatedImage image) {
    MaskMeaning.check(codes, codes.of(image), values);
  }

  /** The values that occur, for messages. */
  String shown() {
    return MaskValues.show(codes.seen());
  }

  /** The values of another mask that do not occur, for messages. */
  String shown(MaskCount other) {
    return MaskValues.show(
        other
            .codes()
            .filter(code -> !codes.seen().contains(code))
            .boxed()
            .collect(toCollection(TreeSet::new)));
  }

  /** The value that a format has for void pixels, where it occurs beside those of classes. */
  private Optional<Integer> voids(MaskLegend legend, Optional<DeclaredClasses> declared) {
    return legend.indices().entrySet().stream()
        .filter(entry -> entry.getValue() == SegmentationSample.IGNORE)
        .map(Map.Entry::getKey)
        .filter(code -> declared.map(one -> !one.numbers().containsKey(code)).orElse(true))
        .filter(code -> codes.seen().contains(code) && codes.seen().size() > 2)
        .findFirst();
  }

  @Override
  public List<String> names() {
    return values.names();
  }

  @Override
  public byte[] labels(AnnotatedImage image) {
    try (MaskLabels labels = codes.open(image, values)) {
      return labels.all();
    }
  }

  @Override
  public LabelWindows open(AnnotatedImage image) {
    return codes.open(image, values);
  }

  @Override
  public Set<Integer> classes(AnnotatedImage image) {
    MaskCount mask = codes.of(image);
    return mask.classes(code -> values.classOf(code, mask.lossy()));
  }

  @Override
  public long[] pixels(List<AnnotatedImage> images) {
    long[] pixels = new long[names().size()];
    for (AnnotatedImage image : images) {
      MaskCount mask = codes.of(image);
      mask.addTo(pixels, code -> values.classOf(code, mask.lossy()));
    }
    return pixels;
  }

  @Override
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    codes.paletteNote().ifPresent(warnings::add);
    voids.ifPresent(
        code -> warnings.add("the value " + code + " of masks is void, as the format has it"));
    if (fromOne) {
      warnings.add(
          "no mask has the value 0: the values from 1 to "
              + names().size()
              + " are taken for a class each, "
              + String.join(", ", names())
              + "; a class map says what they mean (--class-map)");
    }
    // Among colors it is the index of a line of classes.txt.
    if (ignored != null && !codes.colored() && !codes.seen().contains(ignored)) {
      warnings.add("no mask has the ignored value " + ignored);
    }
    warnings.addAll(MaskRepairs.warnings(codes, values));
    return warnings;
  }
}
