package org.dl4jvision.data.format.text;

import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;

/**
 * VoTT's CSV export: a table with a row an object and the columns {@code
 * image,xmin,ymin,xmax,ymax,label}, coordinates as edges in pixels. Images in no row are left out,
 * with a warning.
 */
public final class VottCsvFormat implements AnnotationFormat {

  private static final CornerTable TABLE = new CornerTable("image", "label");

  @Override
  public String name() {
    return "vott-csv";
  }

  @Override
  public String help() {
    return "VoTT CSV: a row an object, image,xmin,ymin,xmax,ymax,label";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "a CSV file that begins with image,xmin,ymin,xmax,ymax,label, and the images anywhere"
        + " below";
  }

  @Override
  public String source() {
    return "Microsoft VoTT 2: Export settings, Comma Separated Values";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    return TABLE.find(this, folder);
  }
}
