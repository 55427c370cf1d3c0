package org.dl4jvision.data.augmentation;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/** Puts a sample together with three others, each in a quarter. */
@AugmentationInfo(
    name = "mosaic",
    help =
        "Puts four images together, each in a quarter: for many small objects, where a network sees"
            + " one background at a time.",
    paper = "Bochkovskiy, Wang and Liao, YOLOv4, 2020")
public record Mosaic(@AugmentationOption("share of samples, 0 to 1") double share)
    implements Combination {

  public Mosaic {
    Check.unit("share", share);
  }

  /** Half of the samples. */
  public Mosaic() {
    this(0.5);
  }

  @Override
  public <S extends Combinable<S>> void apply(
      S sample, Supplier<S> another, RandomGenerator random) {
    ImageSize size = sample.size();
    int y = (int) (size.height() * Draws.uniform(random, 0.3, 0.7));
    int x = (int) (size.width() * Draws.uniform(random, 0.3, 0.7));
    int own = random.nextInt(4);
    for (int i = 0; i < 4; i++) {
      int top = i < 2 ? 0 : y;
      int left = i % 2 == 0 ? 0 : x;
      int height = i < 2 ? y : size.height() - y;
      int width = i % 2 == 0 ? x : size.width() - x;
      if (i != own && height > 0 && width > 0) {
        sample.paste(another.get(), new Region(top, left, height, width));
      }
    }
  }
}
