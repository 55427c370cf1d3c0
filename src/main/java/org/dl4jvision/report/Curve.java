package org.dl4jvision.report;

/**
 * A chart of columns of metrics.csv by epoch.
 *
 * @param name of its file in curves/, without ".png"
 * @param title stands above it
 * @param axis names what its numbers are
 * @param share whether they are shares: the axis goes from 0 to 1
 */
public record Curve(String name, String title, String axis, boolean share) {

  /** Training and validation loss. */
  public static final Curve LOSS = new Curve("loss", "Loss", "loss", false);
}
