package org.dl4jvision.task.gradient;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.loss.LossSum;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossType;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A term of a loss: what is added up to it.
 *
 * @param name that of its type, such as {@code dice}; the second of a type is {@code dice-2}
 * @param weight that it is multiplied by
 * @param loss the term without the weight
 */
public record LossTerm(String name, double weight, VisionLoss loss) {

  /**
   * The terms of a loss; one that is no sum is its own only term.
   *
   * @throws IllegalArgumentException for a loss that is none of this library
   */
  public static List<LossTerm> of(ILossFunction loss) {
    if (!(loss instanceof VisionLoss vision)) {
      throw new IllegalArgumentException(
          "the loss is "
              + loss.getClass().getName()
              + "; allowed: losses of this library ('dl4j-vision loss list')");
    }
    List<LossTerm> terms = new ArrayList<>();
    if (vision instanceof LossSum sum) {
      for (int i = 0; i < sum.losses().size(); i++) {
        terms.add(term(sum.weight(i), sum.losses().get(i), terms));
      }
    } else {
      terms.add(term(1, vision, terms));
    }
    return List.copyOf(terms);
  }

  private static LossTerm term(double weight, VisionLoss loss, List<LossTerm> earlier) {
    String type = LossType.of(loss).name();
    long same = earlier.stream().filter(e -> LossType.of(e.loss).name().equals(type)).count();
    return new LossTerm(same == 0 ? type : type + "-" + (same + 1), weight, loss);
  }

  /** The term as it is added: times its weight. */
  public VisionLoss weighted() {
    return weight == 1 ? loss : new LossSum(new double[] {weight}, loss);
  }

  /** The term as an expression. */
  public String expression() {
    return weighted().toString();
  }
}
