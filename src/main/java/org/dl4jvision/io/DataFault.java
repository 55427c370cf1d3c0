package org.dl4jvision.io;

/** What is wrong with data, where it matters of which kind it is; the message is for users. */
public final class DataFault extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** Kinds of faults. */
  public enum Kind {
    /** An image file cannot be decoded. */
    UNREADABLE,
    /** What annotations call an image is not there. */
    NO_IMAGE,
    /** An object is of a class that is not declared. */
    UNKNOWN_CLASS,
    /** A mask has another size than its image. */
    MASK_SIZE
  }

  /**
   * A fault without a cause.
   *
   * @param message one line that names the file
   */
  public DataFault(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * A fault.
   *
   * @param message one line that names the file
   * @param cause may be null
   */
  public DataFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns what kind of fault it is. */
  public Kind kind() {
    return kind;
  }
}
