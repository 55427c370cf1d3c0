package com.example;

/** What code of a stranger would do, if it ran: in a package that no model may name. */
public final class SideEffects {

  private static boolean seen;

  private SideEffects() {}

  static void happen() {
    seen = true;
  }

  /** Whether any ran since the last question. */
  public static boolean happened() {
    boolean happened = seen;
    seen = false;
    return happened;
  }
}
