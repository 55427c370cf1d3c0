package org.dl4jvision.train;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A step whose network has the average of its weights whenever it is validated, saved and used. */
public final class AveragedStep implements Step {

  private final Step step;
  private final WeightAverage average;

  /**
   * @param step of the network that is averaged
   */
  public AveragedStep(Step step, WeightAverage average) {
    this.step = Objects.requireNonNull(step, "step");
    this.average = Objects.requireNonNull(average, "average");
  }

  @Override
  public double run(MultiDataSet batch) {
    begin();
    double loss = step.run(batch);
    average.update();
    return loss;
  }

  @Override
  public void begin() {
    average.hide();
    step.begin();
  }

  @Override
  public void rest() {
    step.rest();
    average.show();
  }

  @Override
  public List<ComputationGraph> networks() {
    return step.networks();
  }
}
