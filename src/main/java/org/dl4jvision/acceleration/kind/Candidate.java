package org.dl4jvision.acceleration.kind;

/**
 * A layer or vertex of DL4J that a kind answers for.
 *
 * @param kind the kind
 * @param stock what it stands for
 * @param fit what the kind can do for it
 */
public record Candidate<S>(AcceleratedKind<S> kind, S stock, Fit fit) {

  /** The candidate that a layer or vertex is; null if no kind stands for it. */
  public static Candidate<?> of(Object stock, Setting setting) {
    for (AcceleratedKind<?> kind : AcceleratedKinds.ALL.all()) {
      if (kind.stock() == stock.getClass()) {
        return of(kind, stock, setting);
      }
    }
    return null;
  }

  private static <S> Candidate<S> of(AcceleratedKind<S> kind, Object stock, Setting setting) {
    S own = kind.stock().cast(stock);
    return new Candidate<>(kind, own, kind.fit(own, setting));
  }

  /** Makes the faster one, which must fit. */
  public Object accelerated(Wiring wiring) {
    return kind.accelerate(stock, wiring);
  }
}
