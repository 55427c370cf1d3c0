package org.dl4jvision.cli;

import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.study.plan.Plan;
import org.dl4jvision.task.TaskValidation;
import org.dl4jvision.train.BatchResult;
import org.dl4jvision.train.TrainerListener;

/**
 * Writes the plan of a training to its folder once the training has begun, as nothing is there
 * before.
 *
 * @param <V> what validations find
 */
final class PlanFile<V extends TaskValidation> implements TrainerListener<V> {

  private final RunFolder folder;
  private final Plan plan;
  private boolean written;

  /** To be told after those that begin the folder. */
  PlanFile(RunFolder folder, Plan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  @Override
  public void onBatch(BatchResult batch) {
    if (!written) {
      AtomicFile.writeText(folder.path().resolve(Plan.FILE), plan.yaml());
      written = true;
    }
  }
}
