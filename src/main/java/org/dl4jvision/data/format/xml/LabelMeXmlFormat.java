package org.dl4jvision.data.format.xml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.FilePerImage;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.data.format.XmlFile;
import org.w3c.dom.Element;

/**
 * The older LabelMe, of MIT: an XML file an image, in {@code Annotations/FOLDER/} beside {@code
 * Images/FOLDER/} and {@code Masks/FOLDER/}, or beside the image. Polygons, bounding boxes and
 * masks are objects; deleted ones are none.
 */
public final class LabelMeXmlFormat implements AnnotationFormat {

  @Override
  public String name() {
    return "labelme-xml";
  }

  @Override
  public String help() {
    return "LabelMe of MIT: an XML file an image with polygons, bounding boxes and masks";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "LabelMe (labelme.csail.mit.edu, the web tool): Annotations and Images; CVAT: Export"
        + " task dataset, LabelMe 3.0";
  }

  @Override
  public String layout() {
    return "Annotations/*.xml with <object> and <polygon> or <segm>, and Images/ and Masks/, or all"
        + " in one folder";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> files = folder.files("xml");
    return FilePerImage.find(
        this,
        folder,
        files,
        file -> isOwn(folder.head(file)),
        options -> FilePerImage.read(folder, files, (xml, notes) -> read(folder, xml, notes)));
  }

  /** Pascal VOC's files have the same root, but say boxes, and the source otherwise. */
  private static boolean isOwn(String head) {
    return head.contains("<annotation")
        && !head.contains("<bndbox")
        && (head.contains("<sourceAnnotation")
            || head.contains("<pt>")
            || head.contains("<segm>")
            || head.contains("<deleted>"));
  }

  private static Optional<AnnotatedImage> read(DataFolder folder, Path xml, Notes notes) {
    Element root = XmlFile.read(xml, "annotation");
    List<Element> objects = XmlFile.children(root, "object");
    if (objects.stream().anyMatch(object -> XmlFile.child(object, "bndbox").isPresent())) {
      return Optional.empty();
    }
    String above = XmlFile.text(root, "folder").orElse("");
    Path file = image(folder, xml, above, root);
    ImageSize size = ImageFiles.readSize(file);
    XmlFile.child(root, "imagesize")
        .map(LabelMeXmlFormat::size)
        .ifPresent(stated -> notes.addSize(xml, stated, file, size));
    List<Annotation> read = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      new LabelMeXmlObject(folder, xml, above, objects.get(i), i + 1)
          .read(notes)
          .ifPresent(read::add);
    }
    return Optional.of(
        AnnotatedImage.of(file)
            .source(xml)
            .size(size)
            .objects(read)
            .split(FilePerImage.split(folder, xml, file))
            .build());
  }

  private static Path image(DataFolder folder, Path xml, String above, Element root) {
    String name =
        XmlFile.text(root, "filename")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new IllegalArgumentException(xml + ": has no <filename>"));
    return folder
        .file(xml.getParent(), name)
        .filter(ImageFiles::isImage)
        .orElseGet(
            () -> folder.index().get(above.isEmpty() ? name : above + "/" + name, xml, "filename"));
  }

  private static ImageSize size(Element stated) {
    return new ImageSize(side(stated, "nrows"), side(stated, "ncols"));
  }

  private static int side(Element stated, String tag) {
    String text = XmlFile.text(stated, tag).orElse("");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
