package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.MaskSet;

/**
 * Mapillary Vistas: {@code training/images/X.jpg} with {@code training/labels/X.png} (1.x) or
 * {@code training/v2.0/labels/X.png}, and {@code config.json} or {@code config_v2.0.json}, whose
 * list of labels numbers them from 0. Labels that are not evaluated are void. Of several versions
 * the newest is read, which is said.
 */
public final class VistasFormat implements AnnotationFormat {

  private static final Pattern CONFIG =
      Pattern.compile("config(?:_(v[\\d.]+))?\\.json", Pattern.CASE_INSENSITIVE);
  private static final Pattern VERSION = Pattern.compile("v\\d[\\d.]*", Pattern.CASE_INSENSITIVE);

  /** The format, as the registry makes it. */
  public VistasFormat() {}

  @Override
  public String name() {
    return "vistas";
  }

  @Override
  public String help() {
    return "Mapillary Vistas: SPLIT/images, SPLIT/v2.0/labels and config_v2.0.json";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String layout() {
    return "training/images/X.jpg, training/labels/X.png (or training/v2.0/labels/X.png) and"
        + " config.json (or config_v2.0.json) with \"labels\", and validation/ so, too";
  }

  @Override
  public String source() {
    return "Mapillary Vistas 1.2 and 2.0, unpacked; labels/, not instances/ or panoptic/";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> configs =
        folder.files("json").stream()
            .filter(file -> config(file).matches())
            .filter(file -> folder.json(file).has("labels[].name", "labels[].evaluate"))
            .toList();
    return configs.isEmpty() || labels(folder).isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, configs, options -> read(folder, configs)));
  }

  private static Matcher config(Path file) {
    return CONFIG.matcher(file.getFileName().toString());
  }

  /** The masks of each version, "" where folders name none, the newest last. */
  private static TreeMap<String, List<Path>> labels(DataFolder folder) {
    TreeMap<String, List<Path>> byVersion = new TreeMap<>();
    for (Path labels : folder.folders("labels")) {
      List<Path> masks = folder.imagesIn(labels);
      if (!masks.isEmpty()) {
        byVersion.computeIfAbsent(version(labels), key -> new ArrayList<>()).addAll(masks);
      }
    }
    return byVersion;
  }

  private static String version(Path labels) {
    Path parent = labels.getParent().getFileName();
    String name = parent == null ? "" : parent.toString().toLowerCase(Locale.ROOT);
    return VERSION.matcher(name).matches() ? name : "";
  }

  private static Annotations read(DataFolder folder, List<Path> configs) {
    Map<String, Path> configOf = new TreeMap<>();
    for (Path file : configs) {
      Matcher name = config(file);
      String version = name.matches() && name.group(1) != null ? name.group(1) : "";
      configOf.put(version.toLowerCase(Locale.ROOT), file);
    }
    TreeMap<String, List<Path>> labels = labels(folder);
    String version = newest(folder, labels, configOf);
    Path config = configOf.getOrDefault(version, configs.get(0));
    List<Path> images =
        folder.folders("images").stream().flatMap(home -> folder.imagesIn(home).stream()).toList();
    MaskSet set = new MaskSet(folder, images, labels.get(version), VistasFormat::imageOf);
    Annotations annotations = set.annotations();
    List<String> warnings = new ArrayList<>();
    if (labels.size() > 1) {
      warnings.add("labels of " + version + " are read, those of other versions are left alone");
    }
    warnings.addAll(annotations.warnings());
    return annotations.withLegend(legend(config)).withWarnings(warnings);
  }

  /** The newest version of labels with a configuration; one of no version goes with any. */
  private static String newest(
      DataFolder folder, TreeMap<String, List<Path>> labels, Map<String, Path> configOf) {
    return labels.descendingKeySet().stream()
        .filter(one -> configOf.containsKey(one) || one.isEmpty() || configOf.containsKey(""))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    folder.root()
                        + " has labels of "
                        + String.join(", ", labels.keySet())
                        + ", but no config_"
                        + labels.lastKey()
                        + ".json"));
  }

  /** Of training/v2.0/labels/X training/images/X. */
  private static String imageOf(Path mask) {
    Path labels = mask.getParent();
    Path split = version(labels).isEmpty() ? labels.getParent() : labels.getParent().getParent();
    return split.resolve("images").resolve(mask.getFileName()).toString();
  }

  private static MaskLegend legend(Path config) {
    List<JsonValue> labels = new JsonReader(config).fields("labels").read().get("labels").list();
    MaskLegend.Builder legend = MaskLegend.builder(config);
    Set<String> names = new HashSet<>();
    for (int value = 0; value < labels.size(); value++) {
      JsonValue name = labels.get(value).get("name");
      if (!names.add(name.text())) {
        throw name.error("is '" + name.text() + "', as that of another label is");
      }
      JsonValue evaluate = labels.get(value).get("evaluate");
      if (evaluate.isMissing() || evaluate.isTrue()) {
        legend.number(value, name.text());
      } else {
        legend.voidNumber(value);
      }
    }
    return legend.build();
  }
}
