package com.example;

import org.nd4j.linalg.activations.impl.ActivationReLU;

/** An activation of somebody's own, with code that runs as soon as the class is initialized. */
public final class StrangeActivation extends ActivationReLU {

  static {
    SideEffects.happen();
  }
}
