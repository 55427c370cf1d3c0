package org.dl4jvision.study.survey;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A class of boxes.
 *
 * @param name of the class
 * @param images that have it
 * @param ignored objects that count for nothing, such as crowds
 * @param sizes roots of the areas of its other objects, in pixels
 * @param aspects their widths by their heights
 */
public record BoxSurvey(String name, int images, int ignored, Spread sizes, Spread aspects) {

  /** The number of objects that are to be found. */
  public int objects() {
    return sizes.count();
  }

  /** All numbers by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("objects", objects());
    map.put("images", images);
    map.put("ignored", ignored);
    map.put("size", sizes.toMap());
    map.put("aspect", aspects.toMap());
    return map;
  }
}
