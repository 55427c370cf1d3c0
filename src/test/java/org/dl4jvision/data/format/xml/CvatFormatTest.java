package org.dl4jvision.data.format.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class CvatFormatTest extends BaseFormatTestCase {

  private static final ImageSize SIZE =
      new ImageSize(DetectionFolder.HEIGHT, DetectionFolder.WIDTH);

  @Override
  protected String name() {
    return "cvat";
  }

  @Override
  protected String imageA() {
    return "images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "annotations.xml";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.of("line 1 is not well-formed XML");
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    String shape = box("dog", box);
    folder.text(
        "annotations.xml",
        xml(
            "task",
            "dog",
            image("a.png", "Train", shape),
            image("b.png", "Train", shape),
            image("c.png", "Validation", shape)));
    folder.image("images/a.png").image("images/b.png").image("images/c.png");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    folder.text(
        "annotations.xml",
        xml(
            "task",
            "dog",
            image("a.png", "Train", box("wolf", BOX)),
            image("c.png", "Validation")));
    return true;
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("annotations.xml", xml("task", "dog", image("a.png", ""), image("a.png", "")));
    return true;
  }

  private static String box(String label, Box box) {
    return String.format(
        "<box label='%s' source='manual' occluded='0' xtl='%s' ytl='%s' xbr='%s' ybr='%s'>"
            + "<attribute name='color'>red</attribute></box>",
        label, box.left(), box.top(), box.right(), box.bottom());
  }

  private static String image(String name, String subset, String... shapes) {
    return String.format(
        "<image id='0' name='%s' subset='%s' width='40' height='30'>%s</image>",
        name, subset, String.join("", shapes));
  }

  private static String xml(String whole, String labels, String... images) {
    String names =
        Stream.of(labels.split(" "))
            .map(label -> "<label><name>" + label + "</name><color>#fa3253</color></label>")
            .collect(Collectors.joining());
    return "<?xml version='1.0' encoding='utf-8'?>\n<annotations><version>1.1</version><meta><"
        + whole
        + "><name>all</name><labels>"
        + names
        + "</labels></"
        + whole
        + "><dumped>2024-05-01</dumped></meta>\n"
        + String.join("\n", images)
        + "\n</annotations>";
  }

  private DetectionFolder folder(String xml) {
    return new DetectionFolder(base.resolve("more")).text("annotations.xml", xml);
  }

  private List<Annotation> objects(String... shapes) {
    return read(folder(xml("task", "dog cat", image("a.png", "", shapes))).image("images/a.png"))
        .images()
        .get(0)
        .objects();
  }

  private PixelRegion region(String shape) {
    return objects(shape).get(0).outline().orElseThrow().region(SIZE);
  }

  @Test
  void classesStandInTheOrderOfTaskProjectAndJobWithoutPartsAndPoints() {
    for (String whole : List.of("task", "project", "job")) {
      Annotations annotations =
          read(folder(xml(whole, "zebra cat", image("a.png", ""))).image("images/a.png"));
      assertEquals(Optional.of(List.of("zebra", "cat")), annotations.classNames());
      assertEquals(List.of(), annotations.images().get(0).objects());
    }
    String labels =
        "<label><name>nose</name><type>points</type></label>"
            + "<label><name>cat</name><type>polygon</type>"
            + "<attributes><attribute><name>age</name></attribute></attributes></label>"
            + "<label><name>arm</name><type>rectangle</type><parent>cat</parent></label>";
    String text = xml("task", "dog", image("a.png", "")).replace("</labels>", labels + "</labels>");
    assertEquals(
        Optional.of(List.of("dog", "cat")), read(folder(text).image("images/a.png")).classNames());
  }

  @Test
  void boxesMayBeTurned() {
    List<Annotation> objects =
        objects(
            box("dog", BOX),
            box("cat", new Box(10, 10, 20, 14)).replace("<box", "<box rotation='90.00'"));
    assertEquals(Annotation.of("image 'a.png' box 1 (dog)", "dog", BOX, Set.of()), objects.get(0));
    Box turned = objects.get(1).bounds().orElseThrow();
    assertEquals("13.0 7.0 17.0 17.0", rounded(turned));
    assertEquals("cat", objects.get(1).className());
  }

  private static String rounded(Box box) {
    return Stream.of(box.left(), box.top(), box.right(), box.bottom())
        .map(edge -> String.valueOf(Math.rint(edge * 1000) / 1000))
        .collect(Collectors.joining(" "));
  }

  @Test
  void polygonsAndEllipsesAreOutlines() {
    String polygon = "<polygon label='dog' points='2.00,3.00;9.50,3.00;9.50,12.00'/>";
    assertEquals(
        Optional.of(new Polygon(new double[] {2, 3, 9.5, 3, 9.5, 12})),
        objects(polygon).get(0).outline());
    String ellipse = "<ellipse label='dog' cx='20' cy='15' rx='10' ry='4' rotation='90'/>";
    Box bounds = objects(ellipse).get(0).bounds().orElseThrow();
    assertEquals("16.0 5.0 24.0 25.0", rounded(bounds));
    assertEquals(new Box(16, 5, 24, 25), region(ellipse).bounds());
    assertEquals(new Box(10, 11, 30, 19), region(ellipse.replace("90", "0")).bounds());
  }

  /** Two rows of three pixels in a window at column 5, row 7: .## / #.. */
  @Test
  void masksAreRunsThroughTheRowsOfAWindow() {
    String mask = "<mask label='dog' rle='1, 3, 2' left='5' top='7' width='3' height='2'/>";
    PixelRegion region = region(mask);
    assertEquals(3, region.area());
    assertTrue(region.contains(6, 7) && region.contains(7, 7) && region.contains(5, 8));
    Annotation object = objects(mask).get(0);
    assertEquals(Optional.of(new Box(5, 7, 8, 9)), object.bounds());
    assertEquals(Optional.of(SIZE), object.outline().orElseThrow().statedSize());
    assertEquals(
        Optional.of(new Box(5, 7, 5, 7)), objects(mask.replace("1, 3, 2", "6")).get(0).bounds());
    assertEquals(0, region(mask.replace("left='5'", "left='60'")).area());
  }

  @Test
  void whatHasNoAreaIsLeftOutAndCounted() {
    DetectionFolder folder =
        folder(
            xml(
                "task",
                "dog",
                image(
                    "a.png",
                    "",
                    "<tag label='dog' source='manual'></tag>",
                    "<points label='dog' points='1,2'/>",
                    "<skeleton label='dog'><points label='nose' points='1,2'/></skeleton>",
                    "<unheard label='dog'/>",
                    box("dog", BOX))));
    Annotations annotations = read(folder.image("images/a.png"));
    assertEquals(
        List.of("image 'a.png' box 5 (dog)"),
        annotations.images().get(0).objects().stream().map(Annotation::label).toList());
    assertEquals(
        List.of(
            folder.root()
                + "/annotations.xml: 3 points, polylines, cuboids, skeletons and tags are no boxes"
                + " or outlines and are left out, the first is image 'a.png' tag 1"),
        annotations.warnings());
  }

  @Test
  void imagesLieInFoldersOfTheirNamesOrSubsets() {
    DetectionFolder folder =
        folder(
            xml(
                "project",
                "dog",
                image("cats/a.png", "default", box("dog", BOX)),
                image("train/a.png", ""),
                image("d.png", "Test")));
    folder.image("images/cats/a.png").image("images/train/a.png").image("images/Test/d.png");
    List<AnnotatedImage> images = read(folder).images();
    assertEquals(
        List.of("images/cats/a.png", "images/train/a.png", "images/Test/d.png"),
        images.stream().map(image -> folder.root().relativize(image.file()).toString()).toList());
    assertEquals(
        List.of(Optional.empty(), Optional.of(Split.TRAIN), Optional.of(Split.TEST)),
        images.stream().map(AnnotatedImage::split).toList());
  }

  @Test
  void otherSizesAreSaid() {
    DetectionFolder folder =
        folder(xml("task", "dog", image("a.png", "").replace("'30'", "'60'")))
            .image("images/a.png");
    assertEquals(
        List.of(
            "1 images have other sizes than annotations state, the first: "
                + folder.root()
                + "/annotations.xml: says a.png is 60x40, but "
                + folder.root()
                + "/images/a.png is 30x40 (height x width)"),
        read(folder).warnings());
  }

  @Test
  void framesOfVideosAreReadWhereTheyAreImages() {
    String track =
        "<track id='0' label='dog'><box frame='1' outside='0' xtl='8' ytl='6' xbr='24' ybr='18'/>"
            + "<box frame='2' outside='1' xtl='8' ytl='6' xbr='24' ybr='18'/>"
            + "<box frame='9' outside='0' xtl='8' ytl='6' xbr='24' ybr='18'/></track>";
    DetectionFolder folder = folder(xml("task", "dog", track));
    Path file = folder.root().resolve("annotations.xml");
    assertEquals(
        file
            + ": has tracks through a video, but its frames are not in "
            + folder.root()
            + "; expected images/frame_000000.png and so on: export CVAT for images 1.1 with Save"
            + " images",
        refusal(folder));
    for (int frame = 0; frame < 3; frame++) {
      folder.image("images/frame_00000" + frame + ".PNG");
    }
    Annotations annotations = read(folder);
    assertEquals(
        List.of(List.of(), List.of("track 1 in frame 1 (dog)"), List.of()),
        annotations.images().stream()
            .map(image -> image.objects().stream().map(Annotation::label).toList())
            .toList());
    assertEquals(
        List.of(file + ": 1 frames with objects are no images and are left out, the first is 9"),
        annotations.warnings());
  }

  @Test
  void namesWhatIsWrong() {
    String start = base.resolve("more/annotations.xml") + ": ";
    String mask = "<mask label='dog' rle='1, 3' left='0' top='0' width='2' height='2'/>";
    assertEquals(
        start
            + "image 'a.png' box 1 (dog) has no number as ybr: 'low'\n"
            + start
            + "image 'a.png' box 1 has no label\n"
            + start
            + "image 'a.png' polygon 1 (dog) must have points as 'x,y;x,y;x,y', but has '1,2;3'\n"
            + start
            + "image 'a.png' mask 1 (dog) sum of run lengths is 8; allowed: up to 4, a window of"
            + " 2x2\n"
            + start
            + "image 'a.png' mask 1 (dog) must have whole numbers as rle, but has 'x'\n"
            + start
            + "image 'a.png' mask 1 (dog) run length is -3; allowed: whole numbers >= 0\n"
            + start
            + "image 'a.png' mask 1 (dog) has no whole number of pixels as width: '1.5'\n",
        Refusals.messages(
            () -> objects(box("dog", BOX).replace("ybr='18.0'", "ybr='low'")),
            () -> objects(box("", BOX)),
            () -> objects("<polygon label='dog' points='1,2;3'/>"),
            () -> objects(mask.replace("1, 3", "1, 7")),
            () -> objects(mask.replace("1, 3", "x")),
            () -> objects(mask.replace("3", "-3")),
            () -> objects(mask.replace("width='2'", "width='1.5'"))));
  }

  @Test
  void refusesOtherFilesEntitiesAndWhatIsListedTwice() {
    DetectionFolder twice =
        folder(xml("task", "dog", image("a.png", ""), image("x/a.png", ""))).image("images/a.png");
    Path file = twice.root().resolve("annotations.xml");
    assertEquals(
        file + ": image 'x/a.png' is listed twice, " + file + " has it as image 'a.png'",
        refusal(twice));
    DetectionFolder secret =
        folder(
            "<?xml version='1.0'?>\n<!DOCTYPE annotations [<!ENTITY x SYSTEM 'file:///etc/hosts'>"
                + "]>\n<annotations><meta/><image name='&x;'/></annotations>");
    assertEquals(
        file
            + ": line 2 has a document type (DOCTYPE), which is not allowed: external entities are"
            + " never read",
        refusal(secret));
    assertEquals(
        file + ": line 1 is not well-formed XML: the file is cut off or damaged",
        refusal(folder("<annotations><meta></image></annotations>")));
    assertEquals(
        file + ": the root must be <annotations>, but is <html>",
        refusal(folder("<html><annotations><meta/></annotations></html>")));
  }
}
