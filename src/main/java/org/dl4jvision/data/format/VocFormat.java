package org.dl4jvision.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.PairedFiles.Pair;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.TextFiles;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Pascal VOC: an XML file an image, in {@code Annotations/} beside {@code JPEGImages/} or {@code
 * images/}, with lists in {@code ImageSets/Main/}; or images and XML files together in one folder
 * or in {@code train/}, {@code val/}, {@code test/}. Coordinates are taken as they stand, as edges
 * in pixels. Images without an XML file are left out, with a warning.
 */
public final class VocFormat extends PairedFormat {

  private static final PairedFiles FILES =
      PairedFiles.ofExtension(
          List.of("JPEGImages", "images"),
          List.of("Annotations", "annotations", "labels"),
          "ImageSets/Main",
          ".xml",
          Set.of());

  /** The format, as the registry makes it. */
  public VocFormat() {
    super(FILES);
  }

  @Override
  public String name() {
    return "voc";
  }

  @Override
  public String help() {
    return "Pascal VOC: an XML file an image with the corners of each object";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String source() {
    return "Pascal VOC; LabelImg: PascalVOC; Roboflow: Export, Pascal VOC; CVAT: Export task"
        + " dataset, PASCAL VOC 1.1";
  }

  @Override
  public String layout() {
    return "Annotations/*.xml and JPEGImages/, with ImageSets/Main/train.txt and val.txt";
  }

  @Override
  Annotations read(Path folder, List<Pair> pairs, List<String> classNames) {
    List<String> warnings = new ArrayList<>();
    List<Pair> annotated = pairs.stream().filter(pair -> pair.annotation() != null).toList();
    pairs.stream()
        .filter(pair -> pair.annotation() == null)
        .findFirst()
        .ifPresent(
            first ->
                warnings.add(
                    (pairs.size() - annotated.size())
                        + " images have no XML file and are left out, the first is "
                        + first.image()));
    AnnotatedImage[] images = new AnnotatedImage[annotated.size()];
    String[] problems = new String[annotated.size()];
    Parallel.forEach(
        images.length,
        i -> {
          Pair pair = annotated.get(i);
          Element root = parse(pair.annotation());
          Path file = image(pair, root);
          images[i] =
              AnnotatedImage.of(file)
                  .name(pair.name())
                  .source(pair.annotation())
                  .objects(objects(root, pair))
                  .split(pair.split())
                  .build();
          problems[i] = sizeProblem(root, images[i].size(), pair.annotation(), file);
        });
    Arrays.stream(problems).filter(Objects::nonNull).forEach(warnings::add);
    Path names = folder.resolve("classes.txt");
    return Annotations.of(List.of(images))
        .withClassNames(Files.isRegularFile(names) ? TextFiles.lines(names) : List.of())
        .withWarnings(warnings);
  }

  /** The image of the XML file's name, else the one that it names; never what path it names. */
  private static Path image(Pair pair, Element root) {
    if (pair.image() != null) {
      return pair.image();
    }
    String named = text(root, "filename").map(ImageFiles::nameIn).orElse(pair.name());
    Path file = ImageFiles.byStem(pair.place().images()).get(named);
    if (file == null) {
      throw pair.noImage(named);
    }
    return file;
  }

  private static String sizeProblem(Element root, ImageSize size, Path xml, Path image) {
    Optional<Element> stated = child(root, "size");
    if (stated.isEmpty()) {
      return null;
    }
    String height = text(stated.get(), "height").orElse("0");
    String width = text(stated.get(), "width").orElse("0");
    boolean unknown = height.equals("0") || width.equals("0");
    boolean equal =
        height.equals(String.valueOf(size.height())) && width.equals(String.valueOf(size.width()));
    return unknown || equal
        ? null
        : xml
            + ": says the image is "
            + height
            + "x"
            + width
            + ", but "
            + image
            + " is "
            + size
            + " (height x width)";
  }

  private static List<Annotation> objects(Element root, Pair pair) {
    List<Annotation> objects = new ArrayList<>();
    for (Element object : children(root, "object")) {
      String label = "object " + (objects.size() + 1);
      String name = text(object, "name").orElse("");
      if (name.isEmpty()) {
        throw new IllegalArgumentException(pair.annotation() + ": " + label + " has no <name>");
      }
      label += " (" + name + ")";
      Element bounds = child(object, "bndbox").orElse(null);
      if (bounds == null) {
        throw new IllegalArgumentException(pair.annotation() + ": " + label + " has no <bndbox>");
      }
      Box box =
          new Box(
              number(bounds, "xmin", label, pair),
              number(bounds, "ymin", label, pair),
              number(bounds, "xmax", label, pair),
              number(bounds, "ymax", label, pair));
      String difficult = text(object, "difficult").orElse("0");
      Set<Flag> flags = difficult.equals("1") ? Set.of(Flag.DIFFICULT) : Set.of();
      objects.add(Annotation.of(label, name, box, flags));
    }
    return objects;
  }

  private static double number(Element bounds, String tag, String label, Pair pair) {
    String value = text(bounds, tag).orElse("");
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          pair.annotation() + ": " + label + " has no number as <" + tag + ">: '" + value + "'", e);
    }
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> result = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(tag)) {
        result.add(element);
      }
    }
    return result;
  }

  /** Finds among direct children only: parts of objects have names and boxes, too. */
  private static Optional<Element> child(Element parent, String tag) {
    return children(parent, tag).stream().findFirst();
  }

  private static Optional<String> text(Element parent, String tag) {
    return child(parent, tag).map(Element::getTextContent).map(String::strip);
  }

  /**
   * Reads XML that stands for itself: a document type, which could name other files, is refused.
   */
  private static Element parse(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      factory.setXIncludeAware(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new ThrowingHandler()); // The default one prints to standard error.
      Element root = builder.parse(stream).getDocumentElement();
      if (!root.getTagName().equals("annotation")) {
        throw new IllegalArgumentException(
            file + ": the root must be <annotation>, but is <" + root.getTagName() + ">");
      }
      return root;
    } catch (SAXParseException e) {
      String reason =
          e.getMessage().contains("DOCTYPE")
              ? "has a document type (DOCTYPE), which is not allowed: external entities are never"
                  + " read"
              : "is not well-formed XML: " + e.getMessage();
      throw new IllegalArgumentException(file + ": line " + e.getLineNumber() + " " + reason, e);
    } catch (SAXException e) {
      throw new IllegalArgumentException(file + ": cannot be read as XML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java cannot read XML safely", e);
    }
  }

  /** Throws every error: unlike the default handler it prints nothing. */
  private static final class ThrowingHandler implements org.xml.sax.ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
