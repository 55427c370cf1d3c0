package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Cost by something that grows.
 *
 * @param by what grows
 * @param loss an expression
 * @param sizes how large it is
 * @param millis the cost at each size
 */
record Growth(String by, String loss, List<Integer> sizes, List<Measurement> millis) {

  static final List<String> HEADER =
      List.of("loss", "by", "size", "ours ms", "ns per unit", "R^2 of a line", "exponent");

  /** How well a straight line goes through the costs; 1 is exactly. */
  double rSquared() {
    return fit(x -> x).getRSquare();
  }

  /** The power of the size that the cost grows with. */
  double exponent() {
    return fit(Math::log).getSlope();
  }

  private SimpleRegression fit(DoubleUnaryOperator scale) {
    SimpleRegression fit = new SimpleRegression();
    for (int i = 0; i < sizes.size(); i++) {
      fit.addData(scale.applyAsDouble(sizes.get(i)), scale.applyAsDouble(millis.get(i).median()));
    }
    return fit;
  }

  /** The growth as an entry of the JSON. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("by", by);
    json.put("loss", loss);
    json.put("sizes", sizes);
    json.put("oursMs", millis.stream().map(Measurement::median).toList());
    json.put("rSquared", rSquared());
    json.put("exponent", exponent());
    return json;
  }

  /** The rows of the table, one for each size; the fit stands in the last. */
  List<List<String>> rows() {
    return IntStream.range(0, sizes.size()).mapToObj(this::row).toList();
  }

  private List<String> row(int i) {
    boolean last = i == sizes.size() - 1;
    List<String> cells = new ArrayList<>(List.of(loss, by, sizes.get(i).toString()));
    cells.add(millis.get(i).toString());
    cells.add(Table.number(millis.get(i).median() * 1e6 / sizes.get(i)));
    cells.add(last ? Table.number(rSquared()) : "");
    cells.add(last ? Table.number(exponent()) : "");
    return cells;
  }
}
