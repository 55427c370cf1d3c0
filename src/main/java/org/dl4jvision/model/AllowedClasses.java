package org.dl4jvision.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dl4jvision.check.Check;

/**
 * The classes that a configuration may name.
 *
 * @param names of packages, with all below them, or of single classes
 */
record AllowedClasses(List<String> names) {

  private static final Pattern NAME = Pattern.compile("[\\w$]+(\\.[\\w$]+)*");

  static final AllowedClasses BUILT_IN =
      new AllowedClasses(List.of("org.deeplearning4j.nn", "org.nd4j.linalg", "org.dl4jvision"));

  /** These and more. */
  AllowedClasses and(String... packages) {
    AllowedClasses all = this;
    for (String name : packages) {
      boolean given = name != null && NAME.matcher(name).matches();
      Check.that(given, "package", name, "names such as com.acme.vision");
      all = all.allow(name) ? all : all.with(name);
    }
    return all;
  }

  private AllowedClasses with(String name) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return new AllowedClasses(List.copyOf(all));
  }

  boolean allow(String className) {
    return names.stream()
        .anyMatch(name -> className.equals(name) || className.startsWith(name + "."));
  }

  /** Whether there is a class of this name; it is looked for, but not initialized. */
  static boolean exists(String className) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader own = AllowedClasses.class.getClassLoader();
    return exists(className, own) || (context != own && exists(className, context));
  }

  private static boolean exists(String className, ClassLoader loader) {
    try {
      Class.forName(className, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    } catch (LinkageError e) {
      return !(e instanceof NoClassDefFoundError); // that of a name in another case
    }
  }

  @Override
  public String toString() {
    return String.join(", ", names);
  }
}
