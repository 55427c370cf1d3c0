package org.dl4jvision.data.augmentation;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Region;

/** Puts objects of another sample on a sample. */
@AugmentationInfo(
    name = "copy-paste",
    help =
        "Puts whole objects of another image, connected pixels of a foreground class or boxes, at"
            + " random places: for rare and small objects.",
    paper =
        "Ghiasi et al., Simple copy-paste, 2021; Dwibedi, Misra and Hebert, Cut, paste and"
            + " learn, 2017")
public record CopyPaste(
    @AugmentationOption("most objects, 1 to 100") int count,
    @AugmentationOption("largest share of the image that an object may take, above 0 to 1")
        double largest,
    @AugmentationOption("share of samples, 0 to 1") double share)
    implements Combination {

  public CopyPaste {
    Check.between("count", count, 1, 100);
    Check.share("largest", largest);
    Check.unit("share", share);
  }

  /** Up to three, each of a fourth of the image at most, in half of the samples. */
  public CopyPaste() {
    this(3, 0.25, 0.5);
  }

  @Override
  public <S extends Combinable<S>> void apply(
      S sample, Supplier<S> another, RandomGenerator random) {
    S other = another.get();
    List<Region> objects = other.objects();
    double most = largest * Region.of(sample.size()).area();
    int wanted = 1 + random.nextInt(count);
    for (int i = 0; i < wanted && !objects.isEmpty(); i++) {
      int object = random.nextInt(objects.size());
      Region box = objects.get(object);
      int down = random.nextInt(sample.size().height() - box.height() + 1) - box.top();
      int right = random.nextInt(sample.size().width() - box.width() + 1) - box.left();
      if (box.area() <= most) {
        sample.pasteObject(other, object, down, right);
      }
    }
  }
}
