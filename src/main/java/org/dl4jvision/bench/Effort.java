package org.dl4jvision.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much is measured.
 *
 * @param rounds how often the contestants take turns
 * @param forks Java processes a turn; 0 for the one that runs
 * @param warmup time not counted, each turn
 * @param iterations iterations counted, each turn
 * @param time of an iteration
 * @param budgetMillis after which a contestant takes no more turns
 */
record Effort(
    int rounds, int forks, TimeValue warmup, int iterations, TimeValue time, double budgetMillis) {

  static final Effort FULL =
      new Effort(5, 1, TimeValue.seconds(5), 3, TimeValue.seconds(1), Double.MAX_VALUE);
  static final Effort QUICK =
      new Effort(2, 0, TimeValue.milliseconds(100), 2, TimeValue.milliseconds(100), 2000);

  /** Of training: all code of a network takes the virtual machine as long to compile. */
  static final Effort FULL_STEPS =
      new Effort(5, 1, TimeValue.seconds(20), 3, TimeValue.seconds(1), Double.MAX_VALUE);

  static final Effort QUICK_STEPS =
      new Effort(2, 1, TimeValue.seconds(8), 2, TimeValue.seconds(1), 60_000);

  /** Of crops of images, in new processes, as what is kept of images is kept in one. */
  static final Effort FULL_CROPS =
      new Effort(3, 1, TimeValue.seconds(8), 3, TimeValue.seconds(2), Double.MAX_VALUE);

  static final Effort QUICK_CROPS =
      new Effort(2, 1, TimeValue.seconds(3), 2, TimeValue.seconds(1), Double.MAX_VALUE);

  /** One long iteration, to warm up a contestant in this process, and to see how slow it is. */
  Effort first() {
    TimeValue longer = TimeValue.milliseconds(4 * time.convertTo(TimeUnit.MILLISECONDS));
    return new Effort(rounds, forks, TimeValue.NONE, 1, longer, budgetMillis);
  }

  /** This effort in a new Java process each turn, which has to warm up. */
  Effort forked() {
    return new Effort(rounds, 1, FULL.warmup, iterations, time, budgetMillis);
  }
}
