package org.dl4jvision.data.folder;

/**
 * What is wrong with an object of a file.
 *
 * @param kind of problem
 * @param text in words that follow the file and the object's label
 */
public record ObjectProblem(Kind kind, String text) {

  /** Kinds of problems, and what becomes of the object. */
  public enum Kind {
    /** Its class is not declared: an error. */
    UNKNOWN_CLASS(""),
    /** A coordinate is no number: an error. */
    NO_NUMBER(""),
    /** Its right edge is left of its left edge, or its bottom above its top: an error. */
    REVERSED(""),
    /** Its outline was drawn on an image of another size: an error. */
    OTHER_SIZE(""),
    /** Its box has no area. */
    EMPTY("dropped"),
    /** It lies outside of its image. */
    OUTSIDE("dropped"),
    /** A part of it lies outside of its image. */
    REACHING_OUT("clipped");

    private final String repair;

    Kind(String repair) {
      this.repair = repair;
    }

    /** Returns whether data sets that have such an object are refused. */
    public boolean isError() {
      return repair.isEmpty();
    }

    /** Returns what becomes of the object where that is no error, such as "clipped". */
    public String repair() {
      return repair;
    }
  }
}
