package org.dl4jvision.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.dl4jvision.report.MetricsTable;
import org.junit.jupiter.api.Test;

class FitVerdictTest {

  private static final int EPOCHS = 20;

  private static Remark of(int epochs, IntToDoubleFunction train, IntToDoubleFunction validation) {
    MetricsTable metrics = MetricsTable.EMPTY;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Map<String, Double> row = new LinkedHashMap<>();
      row.put("epoch", (double) epoch);
      row.put("trainLoss", train.applyAsDouble(epoch));
      row.put("validationLoss", validation.applyAsDouble(epoch));
      metrics = metrics.with(row);
    }
    return FitVerdict.of(metrics);
  }

  private static void assertVerdict(Remark.Tone tone, String begin, Remark remark) {
    assertEquals(tone, remark.tone(), remark.text());
    assertTrue(remark.text().startsWith(begin), remark.text());
  }

  @Test
  void aValidationLossThatRisesWhileTheTrainingLossFallsIsOverfitting() {
    Remark remark = of(EPOCHS, e -> 1.0 / e, e -> e <= 8 ? 1.0 / e : 0.125 + 0.02 * (e - 8));
    assertVerdict(Remark.Tone.WARNING, "It overfits: since epoch 8 the validation loss", remark);
    assertTrue(remark.text().contains("from 0.1250 to 0.3250"), remark.text());
  }

  @Test
  void aValidationLossThatStillFallsIsNotFinished() {
    Remark remark = of(EPOCHS, e -> 1 - 0.04 * e, e -> 1.1 - 0.04 * e);
    assertVerdict(Remark.Tone.WARNING, "It is not finished: in its last quarter", remark);
  }

  /** Losses may be negative, of any size, and noisy. */
  @Test
  void aValidationLossThatLevelsOffIsWell() {
    for (double scale : new double[] {1, 1e-4, 1e4}) {
      Random random = new Random(3);
      Remark remark =
          of(
              EPOCHS,
              e -> scale * (Math.exp(-e) - 2),
              e -> scale * (Math.exp(-e) - 1.9 + 0.002 * random.nextGaussian()));
      assertVerdict(Remark.Tone.GOOD, "No sign of overfitting", remark);
    }
  }

  /** Both rise: the step is too long, which is no overfitting. */
  @Test
  void aTrainingLossThatRisesTooIsNoOverfitting() {
    Remark remark = of(EPOCHS, e -> 0.1 * e, e -> 0.1 * e);
    assertEquals(Remark.Tone.GOOD, remark.tone());
  }

  @Test
  void ofAFewValidationsNothingIsSaid() {
    assertVerdict(
        Remark.Tone.NOTE,
        "Whether it overfits cannot be said: 3 epochs",
        of(9, e -> 1, e -> e % 3 == 0 ? 1 : Double.NaN));
    assertVerdict(Remark.Tone.NOTE, "Whether", FitVerdict.of(MetricsTable.EMPTY));
  }
}
