package org.dl4jvision.task;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.loss.ClassFrequencies;
import org.dl4jvision.loss.ClassWeighting;

/**
 * Puts numbers in the place of the names of {@link ClassWeighting}s in the loss of a training, so
 * that its configuration and its model have them: who goes on need not count again.
 */
public final class CountedWeights {

  private final List<String> classes;
  private final Supplier<ClassFrequencies> count;
  private final Consumer<String> listener;
  private final Set<ClassWeighting> told = new HashSet<>();
  private ClassFrequencies counted;

  /**
   * @param classes their names
   * @param count counts them on the training images, once, and only if an expression asks for it
   * @param listener is told the numbers
   */
  public CountedWeights(
      List<String> classes, Supplier<ClassFrequencies> count, Consumer<String> listener) {
    this.classes = List.copyOf(classes);
    this.count = count;
    this.listener = listener;
  }

  /**
   * The expression with numbers.
   *
   * @throws IllegalArgumentException if class weights are a word that names no weighting
   */
  public String in(String expression) {
    return ClassWeighting.replace(expression, this::expression);
  }

  private String expression(ClassWeighting weighting) {
    if (counted == null) {
      counted = count.get();
    }
    if (told.add(weighting)) {
      listener.accept(line(weighting));
    }
    return weighting.expression(counted);
  }

  private String line(ClassWeighting weighting) {
    double[] weights = weighting.weights(counted);
    return IntStream.range(0, weights.length)
        .mapToObj(
            c ->
                classes.get(c)
                    + " "
                    + weights[c]
                    + (counted.isPresent(c) ? "" : " (on no training image)"))
        .collect(
            Collectors.joining(", ", "class weights " + weighting.describe(counted) + ": ", ""));
  }
}
