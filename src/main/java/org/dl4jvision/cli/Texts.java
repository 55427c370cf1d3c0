package org.dl4jvision.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.ResourceBundle;

/** Gives what stands for {@code ${bundle:KEY}} in the descriptions of options. */
final class Texts extends ResourceBundle {

  private final Map<String, String> texts;

  Texts(Map<String, String> texts) {
    this.texts = texts;
  }

  @Override
  protected Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keySet());
  }
}
