package org.dl4jvision.data.segmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;

/**
 * One fold of a cross-validation: of the training and validation images of a data set, in order of
 * their names, one run of neighbors is for validation and all others are for training. Neighbors
 * stay together since they often are frames of one clip or slices of one volume.
 */
public final class FoldDataset extends ForwardingDataset<SegmentationSample, SegmentationDataset>
    implements SegmentationDataset {

  private final Map<Split, List<Place>> places = new EnumMap<>(Split.class);

  private record Place(Split split, int index, String name) {}

  /**
   * @param fold from 0
   * @param folds at least 2, at most as many as there are images
   */
  public FoldDataset(SegmentationDataset dataset, int fold, int folds) {
    super(dataset);
    List<Place> all = new ArrayList<>();
    add(all, Split.TRAIN);
    add(all, Split.VALIDATION);
    Check.between("folds", folds, 2, all.size());
    Check.between("fold", fold, 0, folds - 1);
    all.sort(Comparator.comparing(Place::name));
    int from = (int) ((long) fold * all.size() / folds);
    int to = (int) ((fold + 1L) * all.size() / folds);
    List<Place> training = new ArrayList<>(all.subList(0, from));
    training.addAll(all.subList(to, all.size()));
    places.put(Split.TRAIN, training);
    places.put(Split.VALIDATION, all.subList(from, to));
    List<Place> test = new ArrayList<>();
    add(test, Split.TEST);
    places.put(Split.TEST, test);
  }

  private void add(List<Place> list, Split split) {
    for (int i = 0; i < dataset().size(split); i++) {
      list.add(new Place(split, i, dataset().imageName(split, i)));
    }
  }

  private Place place(Split split, int index) {
    return places.get(split).get(index);
  }

  @Override
  public int size(Split split) {
    return places.get(split).size();
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    Place place = place(split, index);
    return dataset().get(place.split(), place.index());
  }

  @Override
  public SegmentationSample window(Split split, int index, Region region) {
    Place place = place(split, index);
    return dataset().window(place.split(), place.index(), region);
  }

  @Override
  public Scaling scaling(Split split, int index, Normalization normalization) {
    Place place = place(split, index);
    return dataset().scaling(place.split(), place.index(), normalization);
  }

  @Override
  public String imageName(Split split, int index) {
    return place(split, index).name();
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    Place place = place(split, index);
    return dataset().imageSize(place.split(), place.index());
  }

  @Override
  public Set<Integer> classes(Split split, int index) {
    Place place = place(split, index);
    return dataset().classes(place.split(), place.index());
  }
}
