package org.dl4jvision.layer.detection;

import org.dl4jvision.check.Registry;

/**
 * The detection heads by name.
 *
 * <p>A new head is a class that extends {@link Head}, with a constant of {@link HeadType}, and a
 * line here; a head of one's own is made known with {@code Heads.REGISTRY.register(MyHead.TYPE)}.
 */
public final class Heads {

  /** Every head that the command line and the tests know stands here. */
  public static final Registry<HeadType> REGISTRY =
      new Registry<>(
          "detection head",
          "detection heads",
          FcosHead.TYPE,
          RetinaHead.TYPE,
          YoloHead.TYPE,
          RpnHead.TYPE);

  private Heads() {}
}
