package org.dl4jvision.layer.detection;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;

/**
 * Lets only some predictions of an image count, drawn by lot: most locations are background, which
 * would outweigh the objects. The same objects and seed give the same draw. Immutable.
 *
 * @see <a href="https://arxiv.org/abs/1506.01497">Faster R-CNN: Ren, He, Girshick, Sun (2015)</a>
 */
public final class Sampler {

  private final int samples;
  private final int mostForeground;

  private Sampler(int samples, int mostForeground) {
    this.samples = Check.atLeast("samples", samples, 1);
    this.mostForeground = mostForeground;
  }

  /**
   * All foreground counts, and as much background as makes {@code samples} together, none if there
   * is as much foreground.
   */
  public static Sampler ofBackground(int samples) {
    return new Sampler(samples, Integer.MAX_VALUE);
  }

  /**
   * At most a share of {@code samples} is foreground, and as much background counts as makes {@code
   * samples} together.
   *
   * @param foregroundShare above 0 up to 1; what it makes of the samples is rounded
   */
  public static Sampler balanced(int samples, double foregroundShare) {
    Check.share("foregroundShare", foregroundShare);
    return new Sampler(samples, (int) Math.round(samples * foregroundShare));
  }

  /** The matches in which what is not drawn is ignored. */
  public Matches sample(Matches matches, long seed) {
    SplittableRandom random = new SplittableRandom(31 * seed + matches.objects().hashCode());
    boolean[] drawn = new boolean[matches.predictions()];
    int foreground = Math.min(matches.foreground(), mostForeground);
    if (foreground == matches.foreground()) {
      IntStream.range(0, drawn.length).filter(matches::isForeground).forEach(p -> drawn[p] = true);
    } else {
      draw(foreground, matches::isForeground, drawn, random);
    }
    draw(Math.max(0, samples - foreground), matches::isBackground, drawn, random);
    return matches.ignoring(p -> !drawn[p]);
  }

  private static void draw(
      int wanted, IntPredicate from, boolean[] drawn, SplittableRandom random) {
    int[] open = IntStream.range(0, drawn.length).filter(from).toArray();
    for (int i = 0; i < Math.min(wanted, open.length); i++) {
      int j = random.nextInt(i, open.length);
      drawn[open[j]] = true;
      open[j] = open[i];
    }
  }
}
