package org.dl4jvision.loss.registry;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.check.ExpressionReader;
import org.dl4jvision.check.Registry;

/**
 * Reads loss expressions by recursive descent: {@code sum := [number *] loss {+ [number *] loss}},
 * where a loss is {@code name[(option=value, ..)]}, or {@code name(sum, ..)} where losses are its
 * arguments.
 *
 * @param <L> the losses
 */
public final class LossParser<L extends HasOptions> {

  /**
   * Adds losses up.
   *
   * @param <L> the losses
   */
  @FunctionalInterface
  public interface Sum<L> {
    L of(double[] weights, List<? extends L> losses);
  }

  private final Registry<LossType<? extends L>> types;
  private final Sum<L> sum;
  private final ExpressionReader reader;

  /**
   * @param types the losses that can be named
   * @param sum what more than one, or one with a weight, become
   * @param text the expression
   */
  public LossParser(Registry<LossType<? extends L>> types, Sum<L> sum, String text) {
    this.types = types;
    this.sum = sum;
    reader = new ExpressionReader(types, text);
  }

  /**
   * Reads the expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public L parse() {
    reader.requireLength();
    L loss = sum();
    reader.requireEnd();
    return loss;
  }

  private L sum() {
    reader.enter();
    List<Double> weights = new ArrayList<>();
    List<L> losses = new ArrayList<>();
    do {
      weights.add(reader.weight());
      losses.add(loss());
    } while (reader.take('+'));
    reader.leave();
    if (losses.size() == 1 && weights.get(0) == 1) {
      return losses.get(0);
    }
    return sum.of(weights.stream().mapToDouble(w -> w).toArray(), losses);
  }

  private L loss() {
    String name = reader.term();
    LossType<? extends L> type = types.get(name);
    return type.takesLosses() ? type.build(losses()) : type.build(reader.options(name));
  }

  private List<L> losses() {
    List<L> losses = new ArrayList<>();
    reader.expect('(');
    do {
      losses.add(sum());
    } while (reader.take(','));
    reader.expect(')');
    return losses;
  }
}
