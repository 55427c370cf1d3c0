package org.dl4jvision.check;

/** What a {@link Registry} holds: something that users ask for by its name. */
public interface Named {

  /** Returns the name on the command line and in files: lower-case words with hyphens. */
  String name();

  /** Says in one line what it is and when to choose it, for lists and documentation. */
  String help();
}
