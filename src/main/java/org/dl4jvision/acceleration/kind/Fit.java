package org.dl4jvision.acceleration.kind;

/**
 * What an {@link AcceleratedKind} can do for one layer or vertex.
 *
 * @param takesChannelsLast whether the faster one reads maps that have their channels last in
 *     memory
 * @param givesChannelsLast whether it can write such maps
 * @param refusal why there is no faster one, as the rest of a sentence after "because"; else null
 */
public record Fit(boolean takesChannelsLast, boolean givesChannelsLast, String refusal) {

  /** There is a faster one, for maps in any order. */
  static final Fit CHANNELS_LAST = new Fit(true, true, null);

  /** There is a faster one, but its maps stay as DL4J orders them. */
  static final Fit CHANNELS_AS_GIVEN = new Fit(false, false, null);

  /** Says why there is no faster one. */
  static Fit refused(String refusal) {
    return new Fit(false, false, refusal);
  }

  /** Channels last if a condition holds, else no faster one. */
  static Fit channelsLastIf(boolean fits, String refusal) {
    return fits ? CHANNELS_LAST : refused(refusal);
  }
}
