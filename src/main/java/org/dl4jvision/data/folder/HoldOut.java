package org.dl4jvision.data.folder;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Seeds;

/**
 * Which training images are held out for validation where a data set has no images for it. A rule
 * has no state.
 */
public enum HoldOut {
  /**
   * A share, drawn by the seed, of which each class has about the same share. Images that show the
   * same photograph stay together.
   */
  STRATIFIED {
    @Override
    BitSet choose(Candidates candidates) {
      return Stratification.choose(candidates);
    }
  },

  /**
   * What version 0.1.0 did for masks, for its runs: every fifth in the order of the images, or the
   * last of fewer; only where nothing is said about the splits of any image.
   */
  FIFTH {
    @Override
    BitSet choose(Candidates candidates) {
      BitSet held = new BitSet();
      if (candidates.images().stream().allMatch(image -> image.split().isEmpty())) {
        int step = Math.min(PARTS, candidates.count());
        for (int i = step - 1; i < candidates.count(); i += step) {
          held.set(i);
        }
      }
      return held;
    }
  },

  /** What version 0.1.0 did for boxes, for its runs: a fifth, at least one, drawn by the seed. */
  DRAWN {
    @Override
    BitSet choose(Candidates candidates) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < candidates.count(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(Seeds.mix(candidates.seed())));
      BitSet held = new BitSet();
      order.subList(0, Math.max(1, candidates.count() / PARTS)).forEach(held::set);
      return held;
    }
  };

  private static final int PARTS = 5;

  /**
   * What may be held out.
   *
   * @param images two at least
   * @param classes those on each image
   * @param groups a number for each image: those of the same number stay together
   * @param share that is held out, above 0 and below 1
   * @param seed by which is drawn
   */
  record Candidates(
      List<AnnotatedImage> images,
      List<Set<String>> classes,
      int[] groups,
      double share,
      long seed) {

    int count() {
      return images.size();
    }
  }

  /** The indices of those that are held out; none where the rule does not apply. */
  abstract BitSet choose(Candidates candidates);
}
