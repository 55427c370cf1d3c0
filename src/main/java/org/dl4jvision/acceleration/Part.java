package org.dl4jvision.acceleration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.dl4jvision.acceleration.kind.AcceleratedKinds;
import org.dl4jvision.acceleration.kind.Candidate;
import org.dl4jvision.acceleration.kind.Setting;
import org.dl4jvision.acceleration.kind.Wiring;

/**
 * A layer or vertex in its place in a network. Feature maps go from one part to those that follow
 * with the channels last where it can give them so and all of these can take them.
 */
final class Part {

  /**
   * Where a part is.
   *
   * @param inputs the parts whose output it takes
   * @param wrapped whether a layer of DL4J is around it that expects the channels first
   * @param preprocessed whether its input is changed on the way
   * @param seen whether its output, or of a network's input the gradient, belongs to the user
   * @param readsOnly whether it never writes to its input in training
   */
  record Site(
      List<Part> inputs, boolean wrapped, boolean preprocessed, boolean seen, boolean readsOnly) {}

  /** Stands for a network's input, which has no layer. */
  private static final Object NO_LAYER = new Object();

  private final String name;
  private final Object stock;
  private final Site site;
  private final Consumer<Object> replacement;
  private final boolean isAccelerated;
  private final Candidate<?> candidate;
  private final boolean takesChannelsLast;
  private final boolean givesChannelsLast;
  private final List<Part> outputs = new ArrayList<>();
  private Object replaced;

  /**
   * A part that follows its inputs.
   *
   * @param stock the layer or vertex as it is
   * @param setting how it may be accelerated
   * @param replacement puts another one in its place
   */
  Part(String name, Object stock, Site site, Setting setting, Consumer<Object> replacement) {
    this.name = name;
    this.stock = stock;
    this.site = site;
    this.replacement = replacement;
    isAccelerated = AcceleratedKinds.isAccelerated(stock);
    candidate = isAccelerated ? null : Candidate.of(stock, setting);
    // What takes vectors as well has maps if it gets them from parts that have.
    boolean turns =
        candidate != null
            && !site.wrapped
            && (candidate.kind().hasMapsAlways()
                || site.inputs.stream().allMatch(input -> input.givesChannelsLast));
    takesChannelsLast = turns && candidate.fit().takesChannelsLast() && !site.preprocessed;
    givesChannelsLast = turns && candidate.fit().givesChannelsLast();
    site.inputs.forEach(input -> input.outputs.add(this));
  }

  /** Makes the part that stands for an input of the network. */
  static Part networkInput(boolean gradientSeen) {
    return new Part(
        null,
        NO_LAYER,
        new Site(List.of(), false, false, gradientSeen, false),
        new Setting(false),
        other -> {});
  }

  String name() {
    return name;
  }

  /** Whether its output has the channels last. */
  private boolean isOutputLast() {
    return givesChannelsLast
        && !site.seen
        && !outputs.isEmpty()
        && outputs.stream().allMatch(output -> output.takesChannelsLast);
  }

  private boolean isAmongChannelsLast() {
    return isOutputLast() || site.inputs.stream().anyMatch(Part::isOutputLast);
  }

  /** Whether all that follows leaves its output as it is. */
  private boolean isOutputKept() {
    return !site.seen
        && !outputs.isEmpty()
        && outputs.stream().allMatch(output -> output.site.readsOnly);
  }

  /** Of a network's input nobody sees the gradient; DL4J only adds those of all that read it. */
  private boolean isInputGradientNeeded() {
    return site.preprocessed
        || site.inputs.size() != 1
        || !site.inputs.get(0).isUnseenNetworkInput()
        || site.inputs.get(0).outputs.size() != 1;
  }

  private boolean isUnseenNetworkInput() {
    return stock == NO_LAYER && !site.seen;
  }

  /** Puts in the faster form, if there is one that gains here. */
  void accelerate(boolean direct) {
    if (candidate != null
        && candidate.fit().refusal() == null
        && (candidate.kind().gains() || isAmongChannelsLast())) {
      replaced = candidate.accelerated(wiring(direct));
      replacement.accept(replaced);
    }
  }

  private Wiring wiring(boolean direct) {
    boolean[] inputsLast = new boolean[site.inputs.size()];
    for (int i = 0; i < inputsLast.length; i++) {
      inputsLast[i] = site.inputs.get(i).isOutputLast();
    }
    boolean alone = site.inputs.size() == 1 && site.inputs.get(0).outputs.size() == 1;
    return new Wiring(
        inputsLast,
        isOutputLast(),
        isOutputKept(),
        isInputGradientNeeded(),
        direct,
        true,
        alone ? site.inputs.get(0).replaced : null);
  }

  /** Whether it is faster than DL4J's, now or from an earlier time. */
  boolean gains() {
    return isAccelerated || replaced != null && candidate.kind().gains();
  }

  /** Why it is as slow as DL4J's though it has maps; null if it is not. */
  String refusal() {
    if (candidate != null) {
      boolean named = candidate.kind().gains() || candidate.kind().hasMapsAlways() || interrupts();
      return named ? candidate.fit().refusal() : null;
    }
    return interrupts() ? "there is no faster " + stock.getClass().getSimpleName() : null;
  }

  /**
   * Whether channels that could stay last are brought first for it; losses take all as it comes.
   */
  private boolean interrupts() {
    return !isAccelerated
        && !(stock instanceof IOutputLayer)
        && !site.preprocessed
        && site.inputs.stream().anyMatch(input -> input.givesChannelsLast);
  }
}
