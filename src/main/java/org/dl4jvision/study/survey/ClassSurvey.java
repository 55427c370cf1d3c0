package org.dl4jvision.study.survey;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A class on class maps.
 *
 * @param name of the class
 * @param pixels it has
 * @param share of the pixels of all classes, 0 to 1
 * @param shareWhereSeen of the pixels of the images that have it
 * @param images that have it
 * @param absent images that have not
 * @param sizes roots of the areas of its objects, in pixels
 * @param lengths the longer sides of the boxes around its objects
 * @param objectsAnImage how many objects the images that have it have
 * @param boundary its length an image that has it: pixels' sides times pi/4, which is right in the
 *     mean of all directions
 * @param width twice its area by the length of its boundary: of a stripe, its width
 * @param thinShare of its pixels in thin objects: those whose boundary is twice as long as a disk's
 *     of the same area or longer, and that are not wider than a twentieth of the image
 * @param touchingShare of its objects that have another no farther than three pixels
 * @param cutShare of its objects that the border of the image cuts
 * @param speckShare of its objects that are one or two pixels long
 * @param shavedDice the Dice of the class with itself, one pixel narrower all around: how much a
 *     label that is off by a pixel costs
 */
public record ClassSurvey(
    String name,
    long pixels,
    double share,
    double shareWhereSeen,
    int images,
    int absent,
    Spread sizes,
    Spread lengths,
    Spread objectsAnImage,
    double boundary,
    double width,
    double thinShare,
    double touchingShare,
    double cutShare,
    double speckShare,
    double shavedDice) {

  /** The number of objects. */
  public int objects() {
    return sizes.count();
  }

  /** Whether any training image shows it. */
  public boolean isPresent() {
    return pixels > 0;
  }

  /** The share of images without it. */
  public double absentShare() {
    return (double) absent / (images + absent);
  }

  /** All numbers by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("pixels", pixels);
    map.put("share", share);
    map.put("share-where-seen", shareWhereSeen);
    map.put("images", images);
    map.put("absent", absent);
    map.put("objects", objects());
    map.put("objects-an-image", objectsAnImage.toMap());
    map.put("size", sizes.toMap());
    map.put("length", lengths.toMap());
    map.put("boundary", boundary);
    map.put("width", width);
    map.put("thin-share", thinShare);
    map.put("touching-share", touchingShare);
    map.put("cut-share", cutShare);
    map.put("speck-share", speckShare);
    map.put("shaved-dice", shavedDice);
    return map;
  }
}
