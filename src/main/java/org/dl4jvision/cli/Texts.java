package org.dl4jvision.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;

/**
 * Gives what stands for {@code ${bundle:KEY}} in the descriptions of options, made when it is asked
 * for: what lists all heads or formats loads them.
 */
final class Texts extends ResourceBundle {

  private final UnaryOperator<String> texts;

  /**
   * @param texts the text of a key, null where there is none
   */
  Texts(UnaryOperator<String> texts) {
    this.texts = texts;
  }

  @Override
  protected Object handleGetObject(String key) {
    return texts.apply(key);
  }

  /** None: picocli takes them for whole descriptions of commands, which are not given here. */
  @Override
  public Enumeration<String> getKeys() {
    return Collections.emptyEnumeration();
  }
}
