package com.example;

import java.io.ObjectInputStream;
import java.io.Serializable;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;

/** An object whose code runs when Java deserializes it. */
public final class StrangePreProcessor implements DataSetPreProcessor, Serializable {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("unused") // Java calls it
  private void readObject(ObjectInputStream in) {
    SideEffects.happen();
  }

  @Override
  public void preProcess(DataSet data) {
    SideEffects.happen();
  }
}
