package org.dl4jvision.data;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.data.Normalization.Scaling;

/**
 * A data set that asks another one. Subclasses override what they change, and forward what their
 * kind of data set has besides.
 *
 * @param <S> the samples of both
 * @param <D> the other data set
 */
public abstract class ForwardingDataset<S extends Sample, D extends Dataset<S>>
    implements Dataset<S> {

  private final D dataset;

  protected ForwardingDataset(D dataset) {
    this.dataset = dataset;
  }

  /** The data set that is asked. */
  protected final D dataset() {
    return dataset;
  }

  @Override
  public String name() {
    return dataset.name();
  }

  @Override
  public List<String> classNames() {
    return dataset.classNames();
  }

  @Override
  public int channels() {
    return dataset.channels();
  }

  @Override
  public int size(Split split) {
    return dataset.size(split);
  }

  @Override
  public S get(Split split, int index) {
    return dataset.get(split, index);
  }

  @Override
  public String imageName(Split split, int index) {
    return dataset.imageName(split, index);
  }

  @Override
  public String group(Split split, int index) {
    return dataset.group(split, index);
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return dataset.imageSize(split, index);
  }

  @Override
  public Scaling scaling(Split split, int index, Normalization normalization) {
    return dataset.scaling(split, index, normalization);
  }

  @Override
  public Optional<String> recognition() {
    return dataset.recognition();
  }

  @Override
  public List<String> warnings() {
    return dataset.warnings();
  }
}
