package org.dl4jvision.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DecimalsTest {

  @Test
  void undefinedIsADash() {
    assertEquals("0.1235", Decimals.of(0.12345678));
    assertEquals("0.0000", Decimals.of(0));
    assertEquals("-1.0000", Decimals.of(-1));
    assertEquals("-", Decimals.of(Double.NaN));
  }
}
