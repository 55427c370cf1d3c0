package org.dl4jvision.acceleration;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Accelerates each network that tells it of its training, before its first epoch or after its first
 * iteration. Networks compare by their weights, so those that are accelerated are found by
 * identity.
 */
final class AccelerationListener extends BaseTrainingListener {

  private final List<WeakReference<Model>> accelerated = new CopyOnWriteArrayList<>();

  /** In every epoch, as {@code init()} may have made the layers anew. */
  @Override
  public void onEpochStart(Model model) {
    accelerate(model);
  }

  /** What is trained batch by batch has no epochs. */
  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    accelerateOnce(model);
  }

  /** All that clones tell that are trained batch by batch: their solver does not know listeners. */
  @Override
  public void onBackwardPass(Model model) {
    accelerateOnce(model);
  }

  private void accelerateOnce(Model model) {
    if (accelerated.stream().noneMatch(one -> one.refersTo(model))) {
      accelerate(model);
    }
  }

  private void accelerate(Model model) {
    Acceleration.enable(model);
    accelerated.removeIf(one -> one.refersTo(null) || one.refersTo(model));
    accelerated.add(new WeakReference<>(model));
  }
}
