package org.dl4jvision.io.coco;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dl4jvision.io.coco.CocoFile.CategoryEntry;

/**
 * The classes of one or more files in the order of their ids: the same for training and for
 * evaluation.
 *
 * <p>Files may lack categories that others have, but not differ in what an id or a name stands for.
 * Categories of one name stay classes of their own, and their ids are added to their names. A
 * category that heads others and has no object, as number 0 of Roboflow's files, is no class.
 */
public final class CocoCategories {

  private final List<CocoId> ids;
  private final List<String> names;
  private final Map<CocoId, Integer> indices = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if the files differ in what an id or a name stands for
   */
  public CocoCategories(List<CocoFile> files) {
    TreeMap<CocoId, String> byId = new TreeMap<>();
    Map<CocoId, CocoFile> declared = new HashMap<>();
    Set<CocoId> heads = heads(files);
    for (CocoFile file : files) {
      for (CategoryEntry category : file.categories()) {
        if (!heads.contains(category.id())) {
          add(file, category, byId, declared);
        }
      }
    }
    Map<String, List<CocoId>> byName =
        byId.keySet().stream()
            .collect(Collectors.groupingBy(byId::get, LinkedHashMap::new, Collectors.toList()));
    byName.values().removeIf(same -> same.size() == 1);
    byName.forEach((name, same) -> tellApart(files, declared, name, same, byId));
    ids = List.copyOf(byId.keySet());
    names = List.copyOf(byId.values());
    ids.forEach(id -> indices.put(id, indices.size()));
  }

  /** Categories of which no object is and that others name as what they belong to. */
  private static Set<CocoId> heads(List<CocoFile> files) {
    Set<CocoId> used = new HashSet<>();
    Set<String> supercategories = new HashSet<>();
    for (CocoFile file : files) {
      for (int i = 0; i < file.categories().size(); i++) {
        CategoryEntry category = file.categories().get(i);
        if (file.annotations().hasCategory(i)) {
          used.add(category.id());
        }
        if (!isTop(category)) {
          supercategories.add(category.supercategory());
        }
      }
    }
    return files.stream()
        .flatMap(file -> file.categories().stream())
        .filter(category -> isTop(category) && !used.contains(category.id()))
        .filter(category -> supercategories.contains(category.name()))
        .map(CategoryEntry::id)
        .collect(Collectors.toSet());
  }

  private static boolean isTop(CategoryEntry category) {
    return category.supercategory() == null
        || category.supercategory().isEmpty()
        || category.supercategory().equals("none");
  }

  private void add(
      CocoFile file,
      CategoryEntry category,
      Map<CocoId, String> byId,
      Map<CocoId, CocoFile> declared) {
    CocoId id = category.id();
    String name = category.name();
    if (name == null) {
      name = id.text();
      warnings.add(file.file() + ": category " + id + " has no name; called '" + name + "'");
    }
    String other = byId.putIfAbsent(id, name);
    declared.putIfAbsent(id, file);
    if (other != null && !other.equals(name)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: category %s is '%s', but '%s' in %s",
              file.file(), id, name, other, declared.get(id).file()));
    }
  }

  /** One file may well have categories of one name, but an id must not depend on the file. */
  private void tellApart(
      List<CocoFile> files,
      Map<CocoId, CocoFile> declared,
      String name,
      List<CocoId> same,
      Map<CocoId, String> byId) {
    boolean together =
        files.stream()
            .map(file -> file.categories().stream().map(CategoryEntry::id).toList())
            .anyMatch(all -> all.containsAll(same));
    CocoId first = same.get(0);
    CocoId second = same.get(1);
    if (!together) {
      throw new IllegalArgumentException(
          String.format(
              "%s: '%s' is category %s, but %s in %s: give it one id",
              declared.get(second).file(), name, second, first, declared.get(first).file()));
    }
    same.forEach(id -> byId.put(id, name + " (" + id.text() + ")"));
    warnings.add(
        String.format(
            "%s: categories %s are all called '%s'; they stay classes of their own, called %s",
            declared.get(first).file(),
            same.stream().map(CocoId::toString).collect(Collectors.joining(", ")),
            name,
            same.stream().map(id -> "'" + byId.get(id) + "'").collect(Collectors.joining(", "))));
  }

  /** The ids of the classes. */
  public List<CocoId> ids() {
    return ids;
  }

  /** The names of the classes, all different. */
  public List<String> names() {
    return names;
  }

  /**
   * The class of an object.
   *
   * @param file that declares its category
   * @return index of the class, -1 for a category that is none
   */
  public int indexOf(CocoFile file, CocoObject object) {
    CategoryEntry category = file.categories().get(file.annotations().category(object));
    return indices.getOrDefault(category.id(), -1);
  }

  /** What was not as it should be, a line each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
