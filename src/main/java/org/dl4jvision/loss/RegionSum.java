package org.dl4jvision.loss;

import org.dl4jvision.loss.evaluation.Field;

/** What a region loss may add up over the pixels of a class: p the prediction, t the label. */
public enum RegionSum {
  /** The sum of p t. */
  OVERLAP {
    @Override
    Field term(Field p, Field t) {
      return p.times(t);
    }

    @Override
    Field slope(Field p, Field t) {
      return t;
    }
  },
  /** The sum of p. */
  PREDICTION {
    @Override
    Field term(Field p, Field t) {
      return p;
    }

    @Override
    Field slope(Field p, Field t) {
      return null;
    }
  },
  /** The sum of p squared. */
  PREDICTION_SQUARED {
    @Override
    Field term(Field p, Field t) {
      return p.square();
    }

    @Override
    Field slope(Field p, Field t) {
      return p.times(2);
    }
  },
  /** The sum of |p - t|. */
  DIFFERENCE {
    @Override
    Field term(Field p, Field t) {
      return p.minus(t).abs();
    }

    @Override
    Field slope(Field p, Field t) {
      return p.minus(t).sign();
    }
  },
  /** The sum of t. */
  TARGET {
    @Override
    Field term(Field p, Field t) {
      return t;
    }
  },
  /** The sum of t squared. */
  TARGET_SQUARED {
    @Override
    Field term(Field p, Field t) {
      return t.square();
    }
  },
  /** The sum of the mask's weights: the number of pixels without a mask. */
  WEIGHT {
    @Override
    Field term(Field p, Field t) {
      return null;
    }
  };

  /** The term of a pixel; null for 1. */
  abstract Field term(Field p, Field t);

  /** The term's derivative by p; null for 1. Only of sums that depend on p. */
  Field slope(Field p, Field t) {
    throw new UnsupportedOperationException(this + " does not depend on the prediction");
  }

  boolean dependsOnPrediction() {
    return compareTo(TARGET) < 0;
  }
}
