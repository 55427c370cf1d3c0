package org.dl4jvision.study.advice;

/** Something that a rule advises, with its reason. */
public sealed interface Advice {

  /** Why. */
  Reason reason();

  /**
   * Why something is advised.
   *
   * @param text a sentence with the numbers of the data
   * @param source where it was found: a paper with its address, or that it is a rule of thumb
   */
  record Reason(String text, String source) {}

  /**
   * A loss to try, with what belongs to it.
   *
   * @param strength 0 to 100: the default for any data has 50, so that what is above is tried
   *     before it
   */
  record TryLoss(Candidate candidate, int strength, Reason reason) implements Advice {}

  /**
   * An option that losses get, whichever rule advises them.
   *
   * @param to the losses that get it
   */
  record SetLossOption(LossKind to, String option, String value, Reason reason) implements Advice {}

  /**
   * An option of the training.
   *
   * @param option as the command line has it, such as {@code --depth}
   */
  record SetOption(String option, String value, Reason reason) implements Advice {}

  /** A measure to judge by. */
  record JudgeBy(String measure, Reason reason) implements Advice {}

  /** Something that no option changes. */
  record Mind(String what, Reason reason) implements Advice {}
}
