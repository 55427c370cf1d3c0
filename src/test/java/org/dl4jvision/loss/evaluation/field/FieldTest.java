package org.dl4jvision.loss.evaluation.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whatever a field of a tile keeps, its arithmetic is that of arrays. */
class FieldTest {

  private static final int CLASSES = 3;
  private static final int PIXELS = 21;

  /** What a field keeps. */
  enum Kind {
    DENSE,
    SINGLE_ROW,
    CONSTANT,
    SINGLE_CONSTANT,
    INDEX
  }

  private static final Map<String, BinaryOperator<Field>> OF_TWO =
      new TreeMap<>(
          Map.of(
              "plus", Field::plus,
              "minus", Field::minus,
              "times", Field::times,
              "dividedBy", (a, b) -> a.dividedBy(b.abs().plus(1)),
              "max", Field::max,
              "greaterThan", Field::greaterThan,
              "where", (a, b) -> a.where(a.greaterThan(0.5), b),
              "minusProduct", (a, b) -> a.minusProduct(b.sumOverClasses(), b)));

  private static final Map<String, UnaryOperator<Field>> OF_ONE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("plus", x -> x.plus(1.5)),
              Map.entry("times", x -> x.times(-2.5)),
              Map.entry("max", x -> x.max(0.4)),
              Map.entry("min", x -> x.min(0.4)),
              Map.entry("greaterThan", x -> x.greaterThan(0.3)),
              Map.entry("greaterThan negative", x -> x.greaterThan(-0.3)),
              Map.entry("pow 0", x -> x.abs().pow(0)),
              Map.entry("pow 1/2", x -> x.abs().pow(0.5)),
              Map.entry("pow 1", x -> x.abs().pow(1)),
              Map.entry("pow 2.5", x -> x.abs().pow(2.5)),
              Map.entry("pow 1.3", x -> x.abs().pow(1.3)),
              Map.entry("exp", Field::exp),
              Map.entry("expOfShortfall", x -> x.expOfShortfall(x.maxOverClasses())),
              Map.entry("expOfNegativeAbs", Field::expOfNegativeAbs),
              Map.entry("log", x -> x.abs().plus(0.1).log()),
              Map.entry("log1p", x -> x.abs().log1p()),
              Map.entry("abs", Field::abs),
              Map.entry("sign", Field::sign),
              Map.entry("sqrt", x -> x.abs().sqrt()),
              Map.entry("square", Field::square),
              Map.entry("negate", Field::negate),
              Map.entry("complement", Field::complement),
              Map.entry("timesOfClasses", x -> x.timesOfClasses(new double[] {2, -1, 0.5})),
              Map.entry("timesOfClasses of one", x -> x.timesOfClasses(new double[] {3})),
              Map.entry("sumOverClasses", Field::sumOverClasses),
              Map.entry("maxOverClasses", Field::maxOverClasses)));

  private final Random random = new Random(7);
  private TileArena arena;
  private int[] index;

  @BeforeEach
  void borrow() {
    arena = TileArena.borrow(CLASSES);
    arena.start(PIXELS);
    index = arena.index();
    for (int i = 0; i < PIXELS; i++) {
      index[i] = random.nextInt(CLASSES);
    }
  }

  @AfterEach
  void release() {
    arena.release();
  }

  private DenseField dense(int rows) {
    DenseField field = arena.take(rows);
    for (float[] row : field.rows()) {
      for (int i = 0; i < PIXELS; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return field;
  }

  private TileField field(Kind kind) {
    return switch (kind) {
      case DENSE -> dense(CLASSES);
      case SINGLE_ROW -> dense(1);
      case CONSTANT -> arena.constant(new double[] {0.5, -1.5, 2});
      case SINGLE_CONSTANT -> arena.constant(-0.75);
      case INDEX -> arena.indexed(index, dense(1));
    };
  }

  /** The same numbers in double precision. */
  private static ArrayField array(TileField field) {
    INDArray array = Nd4j.create(new double[field.classes()][PIXELS]);
    for (int row = 0; row < field.classes(); row++) {
      for (int i = 0; i < PIXELS; i++) {
        array.putScalar(row, i, field.row(row)[i]);
      }
    }
    return new ArrayField(array.reshape(1, field.classes(), PIXELS));
  }

  private static void assertSame(String name, Field expected, Field actual) {
    double[] numbers = array((TileField) actual).array().data().asDouble();
    assertEquals(expected.classes(), actual.classes(), name);
    double[] exact = ((ArrayField) expected).array().dup('c').data().asDouble();
    assertArrayEquals(exact, numbers, 1e-5, name);
  }

  @ParameterizedTest
  @EnumSource
  void operationsOfOneFieldAreThoseOfArrays(Kind kind) {
    TileField field = field(kind);
    ArrayField array = array(field);
    OF_ONE.forEach((name, f) -> assertSame(name, f.apply(array), f.apply(field)));
    assertSame("operands stay", array, field);
  }

  @ParameterizedTest
  @EnumSource
  void operationsOfTwoFieldsAreThoseOfArrays(Kind kind) {
    for (Kind other : Kind.values()) {
      TileField a = field(kind);
      TileField b = field(other);
      ArrayField arrayA = array(a);
      ArrayField arrayB = array(b);
      OF_TWO.forEach(
          (name, f) -> assertSame(name + " " + other, f.apply(arrayA, arrayB), f.apply(a, b)));
      assertSame("operands stay", arrayA, a);
      assertSame("operands stay", arrayB, b);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DENSE", "CONSTANT", "INDEX"})
  void mixesRows(Kind kind) {
    TileField field = field(kind);
    double[][] m = {{1, 2, 3}, {0, -1, 0.5}, {4, 0, 0}};
    assertSame("mix", array(field).mix(m), field.mix(m));
  }

  @ParameterizedTest
  @EnumSource
  void sumsOfRowsAreExact(Kind kind) {
    TileField field = field(kind);
    double[] sums = array(field).array().sum(2).dup('c').data().asDouble();
    for (int row = 0; row < sums.length; row++) {
      assertEquals(sums[row], field.sumOfRow(row), 1e-12);
    }
  }
}
