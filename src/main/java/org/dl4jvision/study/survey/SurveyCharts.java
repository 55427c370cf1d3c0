package org.dl4jvision.study.survey;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.dl4jvision.report.Charts;

/** Draws what surveys found, class by class. */
final class SurveyCharts {

  private static final String CLASS = "class";

  private SurveyCharts() {}

  static List<BufferedImage> of(SegmentationSurvey survey) {
    List<ClassSurvey> classes = survey.present();
    List<String> names = classes.stream().map(ClassSurvey::name).toList();
    return List.of(
        Charts.logarithmicBars(
            survey.name() + ": share of pixels",
            CLASS,
            "percent",
            names,
            bars(classes, Map.of("pixels", one -> 100 * one.share()))),
        Charts.bars(
            survey.name() + ": images without the class, and what its pixels are like",
            CLASS,
            "percent",
            names,
            shares(classes)),
        Charts.logarithmicBars(
            survey.name() + ": size of objects (quartiles)",
            CLASS,
            "root of the area in pixels",
            names,
            quartiles(classes, ClassSurvey::sizes)),
        Charts.logarithmicBars(
            survey.name() + ": objects, and the width of the class",
            CLASS,
            "number; pixels",
            names,
            counts(classes)));
  }

  private static Map<String, double[]> shares(List<ClassSurvey> classes) {
    Map<String, ToDoubleFunction<ClassSurvey>> columns = new LinkedHashMap<>();
    columns.put("images without", one -> 100 * one.absentShare());
    columns.put("thin", one -> 100 * one.thinShare());
    columns.put("touching", one -> 100 * one.touchingShare());
    columns.put("shaved Dice", one -> 100 * one.shavedDice());
    return bars(classes, columns);
  }

  private static Map<String, double[]> counts(List<ClassSurvey> classes) {
    Map<String, ToDoubleFunction<ClassSurvey>> columns = new LinkedHashMap<>();
    columns.put("objects an image", one -> one.objectsAnImage().median());
    columns.put("width", ClassSurvey::width);
    return bars(classes, columns);
  }

  static List<BufferedImage> of(DetectionSurvey survey) {
    List<BoxSurvey> classes = survey.present();
    List<String> names = classes.stream().map(BoxSurvey::name).toList();
    return List.of(
        Charts.logarithmicBars(
            survey.name() + ": objects",
            CLASS,
            "number",
            names,
            bars(classes, Map.of("objects", BoxSurvey::objects))),
        Charts.bars(
            survey.name() + ": images",
            CLASS,
            "number",
            names,
            bars(classes, Map.of("images with the class", BoxSurvey::images))),
        Charts.logarithmicBars(
            survey.name() + ": size of objects (quartiles)",
            CLASS,
            "root of the area in pixels",
            names,
            quartiles(classes, BoxSurvey::sizes)),
        Charts.bars(
            survey.name() + ": shape of objects (quartiles)",
            CLASS,
            "width by height",
            names,
            quartiles(classes, BoxSurvey::aspects)));
  }

  private static <T> Map<String, double[]> quartiles(List<T> classes, Function<T, Spread> spread) {
    Map<String, ToDoubleFunction<T>> columns = new LinkedHashMap<>();
    columns.put("lower", one -> spread.apply(one).lower());
    columns.put("median", one -> spread.apply(one).median());
    columns.put("upper", one -> spread.apply(one).upper());
    return bars(classes, columns);
  }

  private static <T> Map<String, double[]> bars(
      List<T> classes, Map<String, ? extends ToDoubleFunction<T>> columns) {
    Map<String, double[]> bars = new LinkedHashMap<>();
    columns.forEach(
        (name, number) -> bars.put(name, classes.stream().mapToDouble(number).toArray()));
    return bars;
  }
}
