package org.dl4jvision.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.Normalization.Scaling;

/**
 * One fold of a cross-validation: of the images of some splits those that the fold holds out are
 * for validation, and all others are for training.
 *
 * @param <S> the samples
 * @param <D> the data set that is divided
 */
public abstract class FoldedDataset<S extends Sample, D extends Dataset<S>>
    extends ForwardingDataset<S, D> {

  private final Map<Split, List<Place>> places = new EnumMap<>(Split.class);
  private final Map<Place, String> ownNames = new HashMap<>();

  /**
   * Where a sample comes from.
   *
   * @param split of the data set that is divided
   * @param index in it
   */
  protected record Place(Split split, int index) {}

  /**
   * @param fold of two or more
   * @param divided the splits of which it is a fold: training and validation, or training only
   */
  protected FoldedDataset(D dataset, Fold fold, List<Split> divided) {
    super(dataset);
    Map<Place, Fold.Image> all = new LinkedHashMap<>();
    for (Split split : divided) {
      for (Place place : all(split)) {
        int index = place.index();
        all.put(
            place, new Fold.Image(dataset.imageName(split, index), dataset.group(split, index)));
      }
    }
    List<Place> heldOut = fold.heldOut(all);
    Set<Place> held = new HashSet<>(heldOut);
    places.put(Split.VALIDATION, heldOut);
    places.put(
        Split.TRAIN,
        all.keySet().stream()
            .filter(place -> !held.contains(place))
            .sorted(Comparator.comparing(place -> all.get(place).name()))
            .toList());
    places.put(Split.TEST, all(Split.TEST));
    tellApart(all);
  }

  /** Of images that were in different folders some may have one name, and are two for all that. */
  private void tellApart(Map<Place, Fold.Image> all) {
    Map<String, List<Place>> byName = new LinkedHashMap<>();
    all.forEach(
        (place, image) -> byName.computeIfAbsent(image.name(), n -> new ArrayList<>()).add(place));
    byName.forEach(
        (name, same) -> {
          for (Place place : same.size() > 1 ? same : List.<Place>of()) {
            String split = place.split().name().toLowerCase(Locale.ROOT);
            ownNames.put(place, name + " (" + split + " " + (place.index() + 1) + ")");
          }
        });
  }

  private List<Place> all(Split split) {
    List<Place> all = new ArrayList<>();
    for (int i = 0; i < dataset().size(split); i++) {
      all.add(new Place(split, i));
    }
    return all;
  }

  /** Where a sample comes from. */
  protected final Place place(Split split, int index) {
    return places.get(split).get(index);
  }

  @Override
  public int size(Split split) {
    return places.get(split).size();
  }

  @Override
  public S get(Split split, int index) {
    Place place = place(split, index);
    return dataset().get(place.split(), place.index());
  }

  @Override
  public Scaling scaling(Split split, int index, Normalization normalization) {
    Place place = place(split, index);
    return dataset().scaling(place.split(), place.index(), normalization);
  }

  /** The name of the image, with its place in the divided data where others have the same name. */
  @Override
  public String imageName(Split split, int index) {
    Place place = place(split, index);
    String own = ownNames.get(place);
    return own != null ? own : dataset().imageName(place.split(), place.index());
  }

  @Override
  public String group(Split split, int index) {
    Place place = place(split, index);
    return dataset().group(place.split(), place.index());
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    Place place = place(split, index);
    return dataset().imageSize(place.split(), place.index());
  }
}
