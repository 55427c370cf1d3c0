package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Painter;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.data.format.mask.VocColors;
import org.dl4jvision.io.AtomicFile;

/**
 * Pascal VOC: {@code JPEGImages/}, {@code Annotations/NAME.xml} with the boxes, {@code
 * ImageSets/Main/SPLIT.txt}; where pixels have classes also {@code SegmentationClass/NAME.png} in
 * Pascal VOC's palette with 255 for void, {@code ImageSets/Segmentation/SPLIT.txt} and {@code
 * labelmap.txt}. Corners are whole numbers, as VOC's tools want them: edges in pixels from 0.
 */
public final class VocWriter implements DatasetWriter {

  private static final int COLORS = 3;

  /** The writer, as the registry makes it. */
  public VocWriter() {}

  @Override
  public String name() {
    return "voc";
  }

  @Override
  public String help() {
    return "Pascal VOC: an XML file an image with boxes; palette masks where pixels have classes";
  }

  @Override
  public Set<Part> parts() {
    return Set.of(Part.OBJECTS, Part.CLASS_MAPS);
  }

  @Override
  public String layout() {
    return "JPEGImages/, Annotations/NAME.xml, ImageSets/Main/SPLIT.txt; where pixels have classes"
        + " SegmentationClass/NAME.png, ImageSets/Segmentation/SPLIT.txt";
  }

  @Override
  public Output open(Path folder, Classes classes) {
    return new Files(folder, classes);
  }

  private record Files(Path folder, Classes classes) implements Output {

    @Override
    public Runnable write(LabeledImage image, Notes notes) {
      Export.copyImage(image, folder.resolve("JPEGImages"));
      image
          .classMap()
          .ifPresent(
              map ->
                  AtomicFile.writePng(
                      folder.resolve("SegmentationClass").resolve(image.name() + ".png"),
                      PngFiles.indexed(map.get(), image.size(), VocColors::color)));
      List<String> lines = new ArrayList<>();
      lines.add("<annotation>");
      lines.add("  <folder>JPEGImages</folder>");
      lines.add("  <filename>" + escape(image.fileName()) + "</filename>");
      lines.add("  <size>");
      lines.add("    <width>" + image.size().width() + "</width>");
      lines.add("    <height>" + image.size().height() + "</height>");
      lines.add("    <depth>" + COLORS + "</depth>");
      lines.add("  </size>");
      lines.add("  <segmented>" + (image.classMap().isPresent() ? 1 : 0) + "</segmented>");
      for (LabeledObject object : image.objects().get()) {
        // An area of no class is in the class map alone.
        if (object.classIndex() != LabeledObject.VOID) {
          add(lines, image, object, notes);
        }
      }
      lines.add("</annotation>");
      TextLists.write(folder.resolve("Annotations").resolve(image.name() + ".xml"), lines);
      return NOTHING_LEFT;
    }

    private void add(List<String> lines, LabeledImage image, LabeledObject object, Notes notes) {
      if (object.ignored() && !object.flags().contains(Flag.DIFFICULT)) {
        notes.add(
            "%d objects are crowds or ignored, which Pascal VOC cannot say: they are written as"
                + " difficult, the first is on %s",
            image.file());
      }
      Box box = object.box();
      long left = Math.min(Math.round(box.left()), image.size().width() - 1L);
      long top = Math.min(Math.round(box.top()), image.size().height() - 1L);
      lines.add("  <object>");
      lines.add("    <name>" + escape(classes.ofObjects().get(object.classIndex())) + "</name>");
      lines.add("    <pose>Unspecified</pose>");
      lines.add("    <truncated>0</truncated>");
      lines.add("    <difficult>" + (object.ignored() ? 1 : 0) + "</difficult>");
      lines.add("    <bndbox>");
      lines.add("      <xmin>" + left + "</xmin>");
      lines.add("      <ymin>" + top + "</ymin>");
      lines.add("      <xmax>" + Math.max(left + 1, Math.round(box.right())) + "</xmax>");
      lines.add("      <ymax>" + Math.max(top + 1, Math.round(box.bottom())) + "</ymax>");
      lines.add("    </bndbox>");
      lines.add("  </object>");
    }

    private static String escape(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void finish(Map<Split, List<String>> names) {
      TextLists.write(folder.resolve("classes.txt"), classes.ofObjects());
      if (!classes.ofPixels().isEmpty()) {
        List<String> legend = new ArrayList<>();
        for (int i = 0; i < Math.min(Painter.IGNORE, classes.ofPixels().size()); i++) {
          int color = VocColors.color(i);
          legend.add(
              "%s:%d,%d,%d::"
                  .formatted(
                      classes.ofPixels().get(i), color >> 16, color >> 8 & 0xff, color & 0xff));
        }
        TextLists.write(folder.resolve("labelmap.txt"), legend);
        TextLists.writeSplits(folder.resolve("ImageSets").resolve("Segmentation"), names);
      }
      TextLists.writeSplits(folder.resolve("ImageSets").resolve("Main"), names);
    }
  }
}
