package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class ViaFormatTest extends BaseJsonListFormatTestCase {

  @Override
  protected String name() {
    return "via";
  }

  @Override
  protected String annotationOfA() {
    return "train/via_region_data.json";
  }

  @Override
  protected String imageA() {
    return "train/a.png";
  }

  @Override
  protected void write(DetectionFolder folder, String split, List<String> names, Box box) {
    names.forEach(name -> folder.image(split + "/" + name + ".png"));
    String region =
        region(
            "'name': 'rect', 'x': %s, 'y': %s, 'width': %s, 'height': %s"
                .formatted(box.left(), box.top(), box.width(), box.height()),
            "'type': 'dog'");
    int[] size = {100};
    json(
        folder,
        split + "/via_region_data.json",
        names.stream()
            .map(name -> image(name + ".png", size[0]++, region))
            .collect(Collectors.joining(", ", "{", "}")));
  }

  private static String image(String name, int size, String... regions) {
    return ("'%s%d': {'filename': '%s', 'size': %d, 'regions': [%s], 'file_attributes': {}}")
        .formatted(name, size, name, size, String.join(", ", regions));
  }

  private static String region(String shape, String attributes) {
    return "{'shape_attributes': {%s}, 'region_attributes': {%s}}".formatted(shape, attributes);
  }

  private Annotations readRegions(String... regions) {
    return read(json(folder().image("a.png"), "via.json", "{" + image("a.png", 1, regions) + "}"));
  }

  @Test
  void readsAllShapes() {
    Annotations annotations =
        readRegions(
            region("'name': 'circle', 'cx': 10, 'cy': 10, 'r': 5", ""),
            region("'name': 'ellipse', 'cx': 10, 'cy': 10, 'rx': 5, 'ry': 3, 'theta': 0", ""),
            region("'name': 'polygon', 'all_points_x': [1, 5, 5], 'all_points_y': [1, 1, 6]", ""),
            region("'name': 'polyline', 'all_points_x': [1, 5, 5], 'all_points_y': [1, 1, 6]", ""),
            region("'name': 'point', 'cx': 10, 'cy': 10", ""));
    List<Annotation> objects = annotations.images().get(0).objects();
    Outline triangle = new Outline.Polygon(new double[] {1, 1, 5, 1, 5, 6});
    assertEquals(
        List.of(
            Outline.Polygon.ellipse(10, 10, 5, 5),
            Outline.Polygon.ellipse(10, 10, 5, 3),
            triangle,
            triangle),
        objects.stream().map(object -> object.outline().orElseThrow()).toList());
    assertEquals("object", objects.get(0).className());
    String start = folder().root().resolve("via.json") + ": ['a.png1'].regions";
    assertEquals(
        List.of(
            "1 polylines are taken as areas, closed from their last point to the first, as "
                + start
                + "[3].shape_attributes",
            "1 points, or shapes of too few of them, have no area and are left out, the first is "
                + start
                + "[4]"),
        annotations.warnings());
  }

  private static final String BOX_SHAPE = "'name': 'rect', 'x': 1, 'y': 2, 'width': 3, 'height': 4";

  @Test
  void anAttributeIsTheClass() {
    Annotations annotations =
        readRegions(
            region(BOX_SHAPE, "'color': 'red', 'Label': 'cat'"),
            region(BOX_SHAPE, "'color': 'red', 'Label': {'dog': true, 'cat': false}"),
            region(BOX_SHAPE, "'color': 'red', 'Label': ''"),
            region(BOX_SHAPE, "'color': 'red', 'Label': 7"));
    assertEquals(
        List.of("cat", "dog", "7"),
        annotations.images().get(0).objects().stream().map(Annotation::className).toList());
    assertEquals(
        List.of(
            "the class of a region is its attribute 'Label'; it has also color",
            "1 regions have no class and are left out, the first is "
                + folder().root().resolve("via.json")
                + ": ['a.png1'].regions[2]"),
        annotations.warnings());
  }

  @Test
  void readsProjectsAndTheirClasses() {
    DetectionFolder folder = folder().image("x/a.png").image("x/b.png");
    json(
        folder,
        "via_project.json",
        "{'_via_settings': {}, '_via_img_metadata': {"
            + image("x/a.png", 1, region(BOX_SHAPE, "'kind': 'z'"))
            + ", "
            + image("b.png", 2)
            + "}, '_via_attributes': {'region': {'kind': {'type': 'dropdown', 'options': {'z':"
            + " 'Zebra', 'a': 'Ape'}}}, 'file': {}}}");
    Annotations annotations = read(folder);
    assertEquals(Optional.of(List.of("z", "a")), annotations.classNames());
    assertEquals(List.of("a"), annotations.images().stream().map(AnnotatedImage::name).toList());
    assertEquals(
        List.of(
            "1 images have no regions and are left out, the first is "
                + folder.root().resolve("via_project.json")
                + ": _via_img_metadata['b.png2'].filename",
            "1 images have no annotations and are left out, the first is "
                + folder.root().resolve("x/b.png")),
        annotations.warnings());
  }

  @Test
  void readsTablesAndTheObjectsOfVersion1() {
    DetectionFolder folder = folder().image("a.png").image("b.png");
    folder.text(
        "via.csv",
        """
        filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes
        a.png,1,"{}",2,0,"{""name"":""rect"",""x"":1,""y"":2,""width"":3,""height"":4}","{""type"":""dog""}"
        a.png,1,"{}",2,1,"{""name"":""circle"",""cx"":9,""cy"":9,""r"":4}","{""type"":""cat""}"
        b.png,1,"{}",0,0,"{}","{}"
        """);
    List<Annotation> objects = read(folder).images().get(0).objects();
    assertEquals(
        List.of("line 2 (dog)", "line 3 (cat)"), objects.stream().map(Annotation::label).toList());
    assertEquals(Optional.of(new Box(1, 2, 4, 6)), objects.get(0).box());

    DetectionFolder old = new DetectionFolder(base.resolve("old")).image("a.png");
    json(
        old,
        "via_region_data.json",
        "{'a.png1': {'fileref': '', 'size': 1, 'filename': 'a.png', 'base64_img_data': '',"
            + " 'file_attributes': {}, 'regions': {'0': "
            + region(BOX_SHAPE, "'name': 'dog'")
            + "}}}");
    assertEquals(
        "['a.png1'].regions['0'] (dog)", read(old).images().get(0).objects().get(0).label());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String start = "via.json: ['a.png1'].regions[0].shape_attributes";
    assertEquals(
        start
            + " has no 'width'\n"
            + start
            + ".name is 'cube'; known are rect, polygon, polyline, circle, ellipse and point\n"
            + start
            + ".all_points_y must be a list of 2 numbers, but is [1]\n"
            + "via.json: ['z.png1'].filename is 'z.png', which is not in "
            + folder().root()
            + "\n",
        refusals(
            folder().image("a.png"),
            "via.json",
            "{" + image("a.png", 1, region("'name': 'rect', 'x': 1, 'y': 2", "")) + "}",
            "{" + image("a.png", 1, region("'name': 'cube'", "")) + "}",
            "{"
                + image(
                    "a.png",
                    1,
                    region("'name': 'polygon', 'all_points_x': [1, 2], 'all_points_y': [1]", ""))
                + "}",
            "{" + image("z.png", 1, region(BOX_SHAPE, "")) + "}"));
    assertEquals(
        "via.csv: line 2 has no well-formed JSON where it should\n"
            + "via.csv: line 2: shape_attributes has no 'x'\n"
            + "via.csv: line 2: shape_attributes has no 'name'\n",
        table("\"{\"\"name\"\"\"")
            + table("\"{\"\"name\"\": \"\"rect\"\"}\"")
            + table("\"{\"\"nome\"\": \"\"rect\"\"}\""));
  }

  private String table(String shape) {
    DetectionFolder folder = new DetectionFolder(base.resolve("table")).image("a.png");
    String header =
        "#filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,"
            + "region_attributes\n";
    folder.text("via.csv", header + "a.png,1,{},1,0," + shape + ",{}\n");
    return refusal(folder).replace(folder.root() + "/", "") + "\n";
  }
}
