package org.dl4jvision.task.gradient;

import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Check;
import org.dl4jvision.report.GradientTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.train.EpochResult;
import org.dl4jvision.train.TrainerListener;
import org.dl4jvision.train.TrainingData;
import org.dl4jvision.train.Validation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Measures gradients after every epoch, on its first batches with the weights at its end, and
 * writes them to {@code gradients.csv} of a run. The training is none the wiser: it gives the same
 * weights with and without. A batch takes about as long as a step of the training for each term of
 * the loss.
 *
 * @param <V> what validations find
 */
public final class GradientRecorder<V extends Validation> implements TrainerListener<V> {

  private final TrainingData data;
  private final List<String> classNames;
  private final int batches;
  private final RunFolder folder;

  /**
   * @param data that is trained on, to be read by nobody else
   * @param classNames by class index
   * @param batches of an epoch that are looked at
   * @param folder is written to
   */
  public GradientRecorder(
      TrainingData data, List<String> classNames, int batches, RunFolder folder) {
    this.data = data;
    this.classNames = classNames;
    this.batches = Check.atLeast("batches", batches, 1);
    this.folder = folder;
  }

  @Override
  public void onEpoch(EpochResult<? extends V> epoch, ComputationGraph network) {
    GradientProbe probe = new GradientProbe(network, classNames);
    Iterator<MultiDataSet> some = data.epoch(epoch.epoch() - 1);
    for (int i = 0; i < batches && some.hasNext(); i++) {
      MultiDataSet batch = some.next();
      INDArray[] masks = batch.getLabelsMaskArrays();
      probe.add(batch.getFeatures(0), batch.getLabels(0), masks == null ? null : masks[0]);
    }
    GradientTable.write(folder, epoch.epoch(), probe.facts().row());
  }
}
