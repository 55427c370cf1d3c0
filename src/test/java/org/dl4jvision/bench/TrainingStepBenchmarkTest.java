package org.dl4jvision.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jvision.acceleration.Acceleration;
import org.junit.jupiter.api.Test;

class TrainingStepBenchmarkTest {

  @Test
  void resultIsATable() {
    TrainingStepBenchmark.Result result =
        new TrainingStepBenchmark.Result(
            535_505, 3000, 150, new Acceleration.Report(true, 18, "oneDNN on in 18 layers"));
    assertEquals(20, result.speedup());
    String table = result.toString();
    for (String part : new String[] {"535,505", "18 layers", "3000.0 ms", "150.0 ms", "20.0 x"}) {
      assertTrue(table.contains(part), table);
    }
  }

  @Test
  void needsARepeat() {
    assertThrows(IllegalArgumentException.class, () -> TrainingStepBenchmark.run(0));
  }
}
