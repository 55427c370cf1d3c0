package org.dl4jvision.acceleration.kind;

import org.dl4jvision.check.Named;

/**
 * A kind of layer or vertex of Deeplearning4j that has a faster form: which class it stands for,
 * whether it can take one as it is configured, and what takes its place. The package tells how to
 * add one.
 *
 * @param <S> the layer or vertex of DL4J
 */
public abstract class AcceleratedKind<S> implements Named {

  private final String name;
  private final String help;
  private final Class<S> stock;

  /**
   * @param name see {@link #name}
   * @param help see {@link #help}
   * @param stock see {@link #stock}
   */
  protected AcceleratedKind(String name, String help, Class<S> stock) {
    this.name = name;
    this.help = help;
    this.stock = stock;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String help() {
    return help;
  }

  /** The class that it stands for; subclasses behave otherwise and are not meant. */
  public final Class<S> stock() {
    return stock;
  }

  /** Whether it can take one, as it is configured. */
  public abstract Fit fit(S original, Setting setting);

  /**
   * The faster one. It shares configuration, parameters and gradients with DL4J's.
   *
   * @param original one that {@link #fit fits}
   * @param wiring how it is connected
   * @return what is to stand in its place
   */
  public abstract Object accelerate(S original, Wiring wiring);

  /**
   * Whether it is faster wherever it stands. It is then always put in, and reports count it or name
   * it with the reason why it stays slow. Others are put in only where they keep the channels last
   * between those that gain.
   */
  public boolean gains() {
    return false;
  }

  /** Of a kind that gains, whether a layer does so already. */
  public boolean isAccelerated(Object layer) {
    return false;
  }

  /** Whether it has feature maps whatever it is given, and never vectors. */
  public boolean hasMapsAlways() {
    return false;
  }
}
