package org.dl4jvision.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is put into every page: its style and script, and the library that draws charts. */
final class Assets {

  /** uPlot in its web jar, which a user of the library need not have: charts are tables then. */
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private Assets() {}

  static String style() {
    return own("report.css") + optional(CHARTS + "uPlot.min.css").orElse("");
  }

  /** The scripts, of which no text ends the element that they are in. */
  static String script() {
    return (optional(CHARTS + "uPlot.iife.min.js").orElse("") + "\n" + own("report.js"))
        .replaceAll("(?i)</(script)", "<\\\\/$1");
  }

  /** Whether charts can be drawn. */
  static boolean hasCharts() {
    return Assets.class.getResource(CHARTS + "uPlot.iife.min.js") != null;
  }

  private static String own(String name) {
    return optional(name).orElseThrow(() -> new IllegalStateException("no resource " + name));
  }

  private static Optional<String> optional(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
