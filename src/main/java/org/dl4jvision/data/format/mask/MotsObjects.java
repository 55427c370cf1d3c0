package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskOutline;

/** The objects in files of {@link MotsFormat}, each file read when they are asked for. */
final class MotsObjects {

  private static final int PER_CLASS = 1000;
  private static final int IGNORED_CLASS = 10;
  private static final String IGNORED = "ignored";

  private final List<String> names;

  /**
   * Objects of these classes.
   *
   * @param names that of class 1 first
   */
  MotsObjects(List<String> names) {
    this.names = names;
  }

  /** The classes but for that of areas to ignore. */
  List<String> classNames() {
    return names.stream().filter(name -> !name.equals(IGNORED)).toList();
  }

  /**
   * The objects in a file.
   *
   * @return a list that throws an IllegalArgumentException when it is asked, if the file is damaged
   *     or has a value of no class
   */
  List<Annotation> of(Path mask) {
    return new AbstractList<>() {
      private List<Annotation> objects;

      private synchronized List<Annotation> objects() {
        if (objects == null) {
          objects = read(mask);
        }
        return objects;
      }

      @Override
      public Annotation get(int index) {
        return objects().get(index);
      }

      @Override
      public int size() {
        return objects().size();
      }
    };
  }

  private List<Annotation> read(Path file) {
    MaskOutline.Source source = new MaskOutline.Source(MaskFile.of(file));
    List<Annotation> objects = new ArrayList<>();
    for (int code :
        Arrays.stream(source.mask().codes()).filter(c -> c != 0).distinct().sorted().toArray()) {
      int number = code / PER_CLASS;
      boolean known = number >= 1 && number <= names.size();
      String name = known ? names.get(number - 1) : IGNORED;
      if (!known && number != IGNORED_CLASS) {
        throw new IllegalArgumentException(
            file
                + ": the value "
                + code
                + " is of class "
                + number
                + ", which is not declared; declared are 1 to "
                + names.size()
                + ": "
                + String.join(", ", names));
      }
      String label = "object " + code + " (" + name + ")";
      if (name.equals(IGNORED)) {
        classNames()
            .forEach(
                one ->
                    objects.add(
                        Annotation.of(label, one, source.outline(code), Set.of(Flag.IGNORED))));
      } else {
        objects.add(Annotation.of(label, name, source.outline(code), Set.of()));
      }
    }
    return objects;
  }
}
