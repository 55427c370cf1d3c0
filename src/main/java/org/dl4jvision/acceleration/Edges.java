package org.dl4jvision.acceleration;

import java.util.Arrays;

/** Between which parts of a network feature maps go with the channels last. */
final class Edges {

  private final Part[] parts;
  private final boolean[] last;

  Edges(Part[] parts) {
    this.parts = parts;
    last = new boolean[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int[] to = parts[i].place().to();
      last[i] = gives(i) && to.length > 0 && Arrays.stream(to).allMatch(this::takes);
    }
  }

  private boolean gives(int part) {
    return parts[part].givesChannelsLast() && isMap(part);
  }

  private boolean takes(int part) {
    return parts[part].takesChannelsLast() && isMap(part);
  }

  /** What takes vectors as well has maps if it gets them from parts that have. */
  private boolean isMap(int part) {
    return parts[part].makesMaps()
        || Arrays.stream(parts[part].place().from()).allMatch(i -> i >= 0 && gives(i));
  }

  /** Whether the output of a part has its channels last. */
  boolean outOf(int part) {
    return last[part];
  }

  /** Whether an input of a part has. */
  boolean into(int part, int input) {
    int[] from = parts[part].place().from();
    return input < from.length && from[input] >= 0 && last[from[input]];
  }

  boolean[] into(int part) {
    boolean[] into = new boolean[parts[part].place().from().length];
    for (int i = 0; i < into.length; i++) {
      into[i] = into(part, i);
    }
    return into;
  }

  /** The only part whose output a part takes, if that part gives it to no other; else -1. */
  int onlySource(int part) {
    int[] from = parts[part].place().from();
    return from.length == 1 && from[0] >= 0 && parts[from[0]].place().to().length == 1
        ? from[0]
        : -1;
  }

  /** Whether a part has any such neighbour. */
  boolean touch(int part) {
    boolean any = last[part];
    for (boolean into : into(part)) {
      any |= into;
    }
    return any;
  }
}
