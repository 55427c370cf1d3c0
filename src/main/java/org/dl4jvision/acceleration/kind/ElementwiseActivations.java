package org.dl4jvision.acceleration.kind;

import java.util.Set;
import org.dl4jvision.layer.activation.HardSigmoid;
import org.dl4jvision.layer.activation.HardSwish;
import org.dl4jvision.layer.activation.Silu;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Activations that see every value by itself, wherever it lies in memory. */
final class ElementwiseActivations {

  private static final Set<Class<? extends IActivation>> ALL =
      Set.of(
          ActivationELU.class,
          ActivationGELU.class,
          ActivationHardSigmoid.class,
          ActivationHardTanH.class,
          ActivationIdentity.class,
          ActivationLReLU.class,
          ActivationMish.class,
          ActivationReLU.class,
          ActivationReLU6.class,
          ActivationSELU.class,
          ActivationSigmoid.class,
          ActivationSoftPlus.class,
          ActivationSwish.class,
          ActivationTanH.class,
          HardSigmoid.class,
          HardSwish.class,
          Silu.class);

  private ElementwiseActivations() {}

  static boolean contain(IActivation activation) {
    return ALL.contains(activation.getClass());
  }
}
