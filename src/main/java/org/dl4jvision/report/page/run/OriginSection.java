package org.dl4jvision.report.page.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Facts;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.Section;

/**
 * How the run came about.
 *
 * @param summary how it stands
 */
record OriginSection(RunSummary<?> summary) implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    List<Block> blocks = new ArrayList<>();
    if (summary.status() == RunStatus.DIVERGED || summary.status() == RunStatus.FAILED) {
      blocks.add(Remark.warning(summary.status().label() + ": " + summary.reason()));
    }
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "loss", summary.loss());
    put(facts, "seed", summary.seed());
    put(facts, "began", summary.started());
    put(facts, "ended", summary.ended());
    put(facts, "why", summary.reason());
    put(facts, "machine", summary.host());
    put(facts, "version", summary.version());
    blocks.add(new Facts(facts));
    return Optional.of(new Section("Origin", blocks));
  }

  private static void put(Map<String, String> facts, String name, Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }
}
