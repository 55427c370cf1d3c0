package org.dl4jvision.train;

/** Thrown where the loss is no longer a finite number. */
public final class TrainingDivergedException extends IllegalStateException {

  TrainingDivergedException(int epoch, int batch, double loss, double learningRate) {
    super(
        String.format(
            "the loss became %s in epoch %d, iteration %d: try a learning rate lower than %.3g",
            loss, epoch, batch, learningRate));
  }
}
