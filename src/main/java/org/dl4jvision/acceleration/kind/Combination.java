package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.dl4jvision.acceleration.loop.Maximum;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What several maps become, number by number. All are dense and of one shape and order. */
enum Combination {
  SUM {
    @Override
    void forward(INDArray[] inputs, INDArray output) {
      inputs[0].addi(inputs[1], output);
      for (int i = 2; i < inputs.length; i++) {
        output.addi(inputs[i]);
      }
    }

    @Override
    void backward(INDArray[] inputs, int input, INDArray epsilon, INDArray gradient) {
      gradient.assign(epsilon);
    }
  },

  AVERAGE {
    @Override
    void forward(INDArray[] inputs, INDArray output) {
      SUM.forward(inputs, output);
      output.divi(inputs.length);
    }

    @Override
    void backward(INDArray[] inputs, int input, INDArray epsilon, INDArray gradient) {
      epsilon.divi(inputs.length, gradient);
    }
  },

  /** Of two. */
  DIFFERENCE {
    @Override
    void forward(INDArray[] inputs, INDArray output) {
      inputs[0].subi(inputs[1], output);
    }

    @Override
    void backward(INDArray[] inputs, int input, INDArray epsilon, INDArray gradient) {
      epsilon.muli(input == 0 ? 1 : -1, gradient);
    }
  },

  PRODUCT {
    @Override
    void forward(INDArray[] inputs, INDArray output) {
      inputs[0].muli(inputs[1], output);
      for (int i = 2; i < inputs.length; i++) {
        output.muli(inputs[i]);
      }
    }

    @Override
    void backward(INDArray[] inputs, int input, INDArray epsilon, INDArray gradient) {
      gradient.assign(epsilon);
      for (int i = 0; i < inputs.length; i++) {
        if (i != input) {
          gradient.muli(inputs[i]);
        }
      }
    }

    @Override
    boolean looksBack() {
      return true;
    }
  },

  MAXIMUM {
    @Override
    void forward(INDArray[] inputs, INDArray output) {
      Maximum.forward(inputs, output);
    }

    @Override
    void backward(INDArray[] inputs, int input, INDArray epsilon, INDArray gradient) {
      Maximum.gradient(inputs, input, epsilon, gradient);
    }

    @Override
    boolean looksBack() {
      return true;
    }
  };

  static Combination of(ElementWiseVertex.Op operation) {
    return switch (operation) {
      case Add -> SUM;
      case Average -> AVERAGE;
      case Subtract -> DIFFERENCE;
      case Product -> PRODUCT;
      case Max -> MAXIMUM;
    };
  }

  /** Whether the gradient depends on the inputs, and not on their number alone. */
  boolean looksBack() {
    return false;
  }

  /** Writes the output. */
  abstract void forward(INDArray[] inputs, INDArray output);

  /**
   * Writes the gradient by one of the inputs.
   *
   * @param inputs in any order of dimensions unless this {@link #looksBack}
   * @param input which of them
   * @param epsilon the gradient by the output
   * @param gradient the one by the input
   */
  abstract void backward(INDArray[] inputs, int input, INDArray epsilon, INDArray gradient);
}
