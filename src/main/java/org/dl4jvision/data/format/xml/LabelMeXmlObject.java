package org.dl4jvision.data.format.xml;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Shown;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskOutline;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.data.format.XmlFile;
import org.w3c.dom.Element;

/** An object of a file in {@link LabelMeXmlFormat}. */
final class LabelMeXmlObject {

  private final DataFolder folder;
  private final Path xml;
  private final String masks;
  private final Element object;
  private final String name;
  private final String label;

  /**
   * An object.
   *
   * @param above the folder that the file says it is of, "" for none
   * @param number in the file, from 1
   */
  LabelMeXmlObject(DataFolder folder, Path xml, String above, Element object, int number) {
    this.folder = folder;
    this.xml = xml;
    masks = "Masks/" + (above.isEmpty() ? "" : above + "/");
    this.object = object;
    name = XmlFile.text(object, "name").orElse("");
    label = "object " + number + (name.isEmpty() ? "" : " (" + name + ")");
  }

  /** The object; empty where it is deleted, or was left out, which is noted. */
  Optional<Annotation> read(Notes notes) {
    String place = xml + ": " + label;
    if (XmlFile.text(object, "deleted").orElse("0").equals("1")) {
      return Optional.empty();
    }
    if (name.isEmpty()) {
      notes.add("%d objects have no name and are left out, the first is %s", place);
      return Optional.empty();
    }
    Optional<Element> polygon = XmlFile.child(object, "polygon");
    Optional<Element> segment = XmlFile.child(object, "segm");
    if (polygon.isEmpty() && segment.isEmpty()) {
      throw new IllegalArgumentException(place + " has neither <polygon> nor <segm>");
    }
    if (polygon.isEmpty()) {
      return Optional.of(Annotation.of(label, name, mask(segment.get()), Set.of()));
    }
    double[] points = points(polygon.get());
    boolean isBox = XmlFile.text(object, "type").orElse("").equals("bounding_box");
    if (points.length < (isBox ? 4 : 6)) {
      notes.add("%d polygons have fewer than 3 points and are left out, the first is %s", place);
      return Optional.empty();
    }
    Polygon outline = new Polygon(points);
    Box box = outline.bounds();
    return Optional.of(
        new Annotation(
            label,
            name,
            isBox ? Optional.of(box) : Optional.empty(),
            Optional.of(isBox ? Polygon.of(box) : outline),
            Set.of()));
  }

  private double[] points(Element polygon) {
    List<Element> corners = XmlFile.children(polygon, "pt");
    double[] points = new double[2 * corners.size()];
    for (int i = 0; i < points.length; i++) {
      String tag = i % 2 == 0 ? "x" : "y";
      String text = XmlFile.text(corners.get(i / 2), tag).orElse("");
      try {
        points[i] = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            xml + ": " + label + " has no number as <" + tag + ">: '" + Shown.of(text) + "'", e);
      }
    }
    return points;
  }

  /** A file of the image's size in Masks/, black outside of the object. */
  private Outline mask(Element segment) {
    String mask = XmlFile.text(segment, "mask").orElse("");
    if (mask.isEmpty()) {
      throw new IllegalArgumentException(xml + ": " + label + " has a <segm> without <mask>");
    }
    Path file =
        folder
            .file(xml.getParent(), "Masks/" + mask)
            .orElseGet(() -> folder.index().get(masks + mask, xml, label + "'s mask"));
    return new MaskOutline.Source(MaskFile.of(file))
        .outline(code -> code != 0 && code != ImageFiles.COLOR);
  }
}
