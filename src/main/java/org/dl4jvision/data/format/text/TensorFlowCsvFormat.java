package org.dl4jvision.data.format.text;

import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;

/**
 * TensorFlow object detection CSV: a table with a row an object and the columns {@code
 * filename,width,height,class,xmin,ymin,xmax,ymax} in any order, coordinates as edges in pixels. A
 * row without class and coordinates is an image without objects; images in no row are left out,
 * with a warning.
 */
public final class TensorFlowCsvFormat implements AnnotationFormat {

  private static final CornerTable TABLE = new CornerTable("filename", "class");

  @Override
  public String name() {
    return "tensorflow-csv";
  }

  @Override
  public String help() {
    return "TensorFlow object detection CSV: a row an object, filename,width,height,class,xmin,..";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "a CSV file that begins with filename,width,height,class,xmin,ymin,xmax,ymax, and the"
        + " images anywhere below";
  }

  @Override
  public String source() {
    return "Roboflow: Export, Tensorflow Object Detection; scripts that prepare TFRecords";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    return TABLE.find(this, folder);
  }
}
