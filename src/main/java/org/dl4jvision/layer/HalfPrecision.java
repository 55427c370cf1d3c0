package org.dl4jvision.layer;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a network of HALF will not survive. */
final class HalfPrecision {

  private static final Logger LOG = LoggerFactory.getLogger(HalfPrecision.class);

  /** Half of the smallest number of 16 bits: what is below becomes 0. */
  private static final double LEAST = Math.scalb(1.0, -25);

  /** What is added to a denominator, so that it is never 0. */
  private static final Map<Class<?>, ToDoubleFunction<IUpdater>> EPSILONS =
      Map.of(
          Adam.class, updater -> ((Adam) updater).getEpsilon(),
          AdaMax.class, updater -> ((AdaMax) updater).getEpsilon(),
          Nadam.class, updater -> ((Nadam) updater).getEpsilon(),
          AMSGrad.class, updater -> ((AMSGrad) updater).getEpsilon(),
          AdaBelief.class, updater -> ((AdaBelief) updater).getEpsilon(),
          RmsProp.class, updater -> ((RmsProp) updater).getEpsilon(),
          AdaGrad.class, updater -> ((AdaGrad) updater).getEpsilon(),
          AdaDelta.class, updater -> ((AdaDelta) updater).getEpsilon());

  private HalfPrecision() {}

  /** Warns of an updater that divides by 0 in this type, as it makes weights NaN. */
  static void warn(DataType type, Layer layer) {
    IUpdater updater = layer instanceof BaseLayer base ? base.getIUpdater() : null;
    ToDoubleFunction<IUpdater> epsilon = updater == null ? null : EPSILONS.get(updater.getClass());
    if (type == DataType.HALF && epsilon != null && epsilon.applyAsDouble(updater) < LEAST) {
      LOG.warn(
          "{}'s epsilon {} is 0 in HALF, so that weights may become NaN: set one of 1e-4 or so, or"
              + " train in FLOAT",
          updater.getClass().getSimpleName(),
          epsilon.applyAsDouble(updater));
    }
  }
}
