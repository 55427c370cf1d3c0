package org.dl4jvision.check;

/** What a {@link Registry} holds: something that users ask for by its name. */
public interface Named {

  /** As on the command line and in files: lower-case words with hyphens. */
  String name();

  /** What it is and when to choose it: one line, for lists and documentation. */
  String help();
}
